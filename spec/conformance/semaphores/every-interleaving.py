# Every program of four operations on a semaphore of one for which two wait already.
import asyncio


async def taker(name, semaphore, log):
    await semaphore.acquire()
    log.append(name)


def words(letters, n):
    result = [""]
    for _ in range(n):
        result = [word + letter for word in result for letter in letters]
    return result


async def play(word):
    semaphore = asyncio.Semaphore(1)
    log = []
    await semaphore.acquire()
    tasks = []
    for letter in "aa" + word:
        waiting = [task for task in tasks if not task.done()]
        if letter == "a":
            tasks.append(asyncio.create_task(taker(str(len(tasks)), semaphore, log)))
        if letter == "r":
            semaphore.release()
        if letter == "c" and len(waiting) > 0:
            waiting[0].cancel()
        if letter == "C" and len(waiting) > 0:
            waiting[-1].cancel()
        if letter == "." or len(tasks) == 2 and letter == "a":
            await asyncio.sleep(0)
    state = repr(semaphore).split("[")[1]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    end = repr(semaphore).split("[")[1]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    cancelled = [task.cancelled() for task in tasks].count(True)
    return f"{word} {state} {end} {''.join(log)} {cancelled}"


async def main():
    for word in words("arcC.", 4):
        print(await play(word))


asyncio.run(main())
