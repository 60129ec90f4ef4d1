# A time limit on a call that lasts: the waiting ends, the call does not, and run() waits for it.
import asyncio
import threading


def blocked(gate):
    gate.wait()
    return "through"


async def main(gate):
    loop = asyncio.get_running_loop()
    try:
        await asyncio.wait_for(asyncio.to_thread(blocked, gate), 0.02)
    except TimeoutError as e:
        print("wait_for:", repr(e))
    try:
        async with asyncio.timeout(0.02):
            await loop.run_in_executor(None, blocked, gate)
    except TimeoutError as e:
        print("timeout:", repr(e))
    task = asyncio.create_task(asyncio.to_thread(blocked, gate))
    done, pending = await asyncio.wait([task], timeout=0.02)
    print("wait:", len(done), len(pending))
    gate.set()
    print(await task)


asyncio.run(main(threading.Event()))
print("over")
