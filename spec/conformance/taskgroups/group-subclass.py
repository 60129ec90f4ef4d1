# A subclass of ExceptionGroup keeps its class through split and subgroup where it overrides derive.
import asyncio


class Plain(ExceptionGroup):
    pass


class Coded(ExceptionGroup):
    code = 0

    def coded(self, code):
        self.code = code
        return self

    def derive(self, exceptions):
        return Coded(self.message, exceptions).coded(self.code)


def show(label, error):
    print(label, repr(error), getattr(error, "code", None))


plain = Plain("p", [ValueError("a"), LookupError("b")])
show("plain", plain)
show("plain subgroup", plain.subgroup(ValueError))
coded = Coded("c", [ValueError("a"), LookupError("b"), Coded("d", [ValueError("e")]).coded(9)]).coded(7)
show("coded", coded)
show("coded subgroup", coded.subgroup(ValueError))
match, rest = coded.split(LookupError)
show("match", match)
show("rest", rest)
print(str(match), "|", str(rest))


async def fails(error):
    raise error


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(coded))
            group.create_task(fails(ValueError("plain")))
    except ExceptionGroup as e:
        show("caught", e)
        show("codes", e.subgroup(lambda x: isinstance(x, Coded)))
        show("values", e.subgroup(ValueError))


asyncio.run(main())
