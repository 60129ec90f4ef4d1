# A server's main that ends its workers when SIGTERM comes, as the manuals have it.
import asyncio
import os
import signal


async def worker(name, stop, log):
    n = 0
    try:
        while not stop.is_set():
            n += 1
            await asyncio.sleep(0)
        log.append(f"{name} saw it")
    finally:
        log.append(f"{name} is done: {n > 1}")


async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    log = []
    for text in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(text, stop.set)
    tasks = [asyncio.create_task(worker(name, stop, log)) for name in ("one", "two")]
    await asyncio.sleep(0)
    os.kill(os.getpid(), signal.SIGTERM)
    await stop.wait()
    await asyncio.gather(*tasks)
    print(sorted(log))
    stop.clear()
    os.kill(os.getpid(), signal.SIGINT)
    await stop.wait()
    print("SIGINT is a signal like others with a handler of one's own")
    return "over"


print(asyncio.run(main()))
