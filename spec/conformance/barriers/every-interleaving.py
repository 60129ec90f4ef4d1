# Every program of four operations on a barrier of two: coming, cancelling, aborting, resetting, giving way.
import asyncio


async def comer(name, barrier, log):
    log.append(f"{name}{await barrier.wait()}")


def words(letters, n):
    result = [""]
    for _ in range(n):
        result = [word + letter for word in result for letter in letters]
    return result


async def play(word):
    barrier = asyncio.Barrier(2)
    log = []
    tasks = []
    for letter in "w" + word:
        waiting = [task for task in tasks if not task.done()]
        if letter == "w":
            tasks.append(asyncio.create_task(comer(str(len(tasks)), barrier, log)))
        if letter == "b":
            tasks.append(asyncio.create_task(barrier.abort()))
        if letter == "r":
            tasks.append(asyncio.create_task(barrier.reset()))
        if letter == "c" and len(waiting) > 0:
            waiting[0].cancel()
        if letter == ".":
            await asyncio.sleep(0)
    state = repr(barrier).split("[")[1]
    for _ in range(5):
        await asyncio.sleep(0)
    end = repr(barrier).split("[")[1]
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    kinds = "".join([repr(result)[0] for result in results])
    return f"{word} {state} {end} {' '.join(log)} {kinds}"


async def main():
    for word in words("wbrc.", 4):
        print(await play(word))


asyncio.run(main())
