import asyncio


async def work(x):
    await asyncio.sleep(0)
    if x < 0:
        raise ValueError("negative")
    return x


async def background(log):
    try:
        while True:
            log.append("tick")
            await asyncio.sleep(0)
    finally:
        print("the background ends, after", len(log) > 2, "ticks")


async def start(log):
    return asyncio.create_task(background(log), name="background")


log = []
with asyncio.Runner() as runner:
    loop = runner.get_loop()
    print("its loop:", loop is runner.get_loop(), loop.is_running())
    tasks = [runner.run(start(log))]
    print(runner.run(work(1)), runner.run(work(2)))
    try:
        runner.run(work(-1))
    except ValueError as e:
        print("goes on after", repr(e))
    print("between two runs it lives:", tasks[0].done())
    print(runner.run(work(3)))
    for wrong in (1, None):
        try:
            runner.run(wrong)
        except (TypeError, ValueError) as e:
            print("refused:", wrong)
print("closed:", loop.is_closed(), tasks[0].cancelled())

coroutine = work(4)
for what in (lambda: runner.get_loop(), lambda: runner.run(coroutine), lambda: runner.__enter__()):
    try:
        what()
    except RuntimeError as e:
        print(repr(e))
coroutine.close()
print("close again:", runner.close())

unused = asyncio.Runner()
print("close unused:", unused.close())
