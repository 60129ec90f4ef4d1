# What wait refuses, and in which words.
import asyncio


async def work():
    print("never printed")


async def attempt(label, given, **keywords):
    try:
        print(label, "->", await asyncio.wait(given, **keywords))
    except Exception as e:
        print(label, "!!", type(e).__name__, e)


async def main():
    task = asyncio.create_task(asyncio.sleep(0))
    coroutine = work()
    await attempt("coroutine", [coroutine])
    await attempt("mixed", [task, coroutine])
    await attempt("empty", [])
    await attempt("a task", task)
    await attempt("a coroutine", coroutine)
    await attempt("return_when", [task], return_when="SOMETIME")
    coroutine.close()
    print(task.done(), await task)


asyncio.run(main())
