# Every program of four operations on a queue of one on which a getter waits and which is shut down at the end.
import asyncio


async def getter(name, queue, log):
    log.append(f"{name}{await queue.get()}")


async def putter(name, queue, log):
    await queue.put(name)
    log.append(f"+{name}")


def words(letters, n):
    result = [""]
    for _ in range(n):
        result = [word + letter for word in result for letter in letters]
    return result


async def play(word):
    queue = asyncio.Queue(1)
    log = []
    tasks = []
    for letter in "g." + word:
        waiting = [task for task in tasks if not task.done()]
        if letter == "g":
            tasks.append(asyncio.create_task(getter(str(len(tasks)), queue, log)))
        if letter == "p":
            tasks.append(asyncio.create_task(putter(str(len(tasks)), queue, log)))
        if letter == "n" and not queue.full():
            queue.put_nowait("n")
        if letter == "c" and len(waiting) > 0:
            waiting[0].cancel()
        if letter == ".":
            await asyncio.sleep(0)
    state = str(queue)[7:-1]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    end = str(queue)[17:-1]
    queue.shutdown()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    kinds = "".join([repr(result)[0] for result in results])
    return f"{word} {state} |{end} | {' '.join(log)} {kinds}"


async def main():
    for word in words("gpnc.", 4):
        print(await play(word))


asyncio.run(main())
