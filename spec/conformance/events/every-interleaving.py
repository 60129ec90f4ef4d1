# Every program of three operations on an event for which one waits already.
import asyncio


async def waiter(name, event, log):
    await event.wait()
    log.append(name)


def words(letters, n):
    result = [""]
    for _ in range(n):
        result = [word + letter for word in result for letter in letters]
    return result


async def play(word):
    event = asyncio.Event()
    log = []
    tasks = []
    for letter in "w." + word:
        waiting = [task for task in tasks if not task.done()]
        if letter == "w":
            tasks.append(asyncio.create_task(waiter(str(len(tasks)), event, log)))
        if letter == "s":
            event.set()
        if letter == "x":
            event.clear()
        if letter == "c" and len(waiting) > 0:
            waiting[0].cancel()
        if letter == ".":
            await asyncio.sleep(0)
    state = repr(event).split("[")[1]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    end = repr(event).split("[")[1]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    cancelled = [task.cancelled() for task in tasks].count(True)
    return f"{word} {state} {end} {''.join(log)} {cancelled}"


async def main():
    for word in words("wsxc.", 3):
        print(await play(word))


asyncio.run(main())
