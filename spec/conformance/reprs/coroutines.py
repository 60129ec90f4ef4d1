# Coroutine objects and functions, of a module and of a class.
# (Its lines are those of its twin: they are printed.)
import asyncio


async def module_level(x):
    return x


class Service:
    async def method(self):
        await asyncio.sleep(0)

    def __repr__(self):
        return "Service()"


async def main():
    service = Service()
    one, two = module_level(1), service.method()
    print(one)
    print(two)
    print([one, one], one is not two)
    print(one.__name__, one.__qualname__, two.__name__, two.__qualname__)
    print(asyncio.create_task(one))
    print(asyncio.create_task(two))
    print(asyncio.sleep(0).close(), asyncio.iscoroutine(one), asyncio.iscoroutine(module_level))
    print(module_level)
    await asyncio.sleep(0)
    await asyncio.sleep(0)


asyncio.run(main())
