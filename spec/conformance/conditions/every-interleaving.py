# Every program of four operations on a condition on which three wait already.
import asyncio


async def waiter(name, condition, log):
    async with condition:
        await condition.wait()
        log.append(name)


def words(letters, n):
    result = [""]
    for _ in range(n):
        result = [word + letter for word in result for letter in letters]
    return result


async def play(word):
    condition = asyncio.Condition()
    log = []
    tasks = []
    for letter in "aaal" + word:
        waiting = [task for task in tasks if not task.done()]
        if letter == "a":
            tasks.append(asyncio.create_task(waiter(str(len(tasks)), condition, log)))
        if letter == "l" and not condition.locked():
            await condition.acquire()
            log.append("L")
        if letter == "n" and condition.locked():
            condition.notify()
        if letter == "u" and condition.locked():
            condition.release()
        if letter == "c" and len(waiting) > 0:
            waiting[0].cancel()
        if letter == "." or len(tasks) == 3 and letter == "a":
            await asyncio.sleep(0)
    state = repr(condition).split("[")[1]
    if condition.locked():
        condition.release()
    for _ in range(4):
        await asyncio.sleep(0)
    end = repr(condition).split("[")[1]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    cancelled = [task.cancelled() for task in tasks].count(True)
    return f"{word} {state} {end} {''.join(log)} {cancelled}"


async def main():
    for word in words("nulc.", 4):
        print(await play(word))


asyncio.run(main())
