# The future that an executor hands out: states, reprs, callbacks.
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


def work(gate, x):
    gate.wait()
    return 1 // x


async def settled(future):
    while not future.done():
        await asyncio.sleep(0.001)


async def main():
    gate = threading.Event()
    pool = ThreadPoolExecutor(1)
    one, zero, dropped = [pool.submit(work, gate, x) for x in (1, 0, 2)]
    while not one.running():
        await asyncio.sleep(0.001)
    for future in (one, zero):
        print(future)
    print(dropped.cancel(), dropped)
    for future in (one, dropped):
        future.add_done_callback(lambda f: print("callback:", f.done(), f.cancelled()))
    gate.set()
    await settled(zero)
    print(one, one.result(), one.exception())
    print(zero)
    zero.add_done_callback(lambda f: print("at once:", type(f.exception()).__name__))
    print(one.cancel(), one.done(), one.running(), one.cancelled())
    try:
        one.set_result(2)
    except Exception as e:
        print(type(e).__name__, str(e))
    pool.shutdown()


asyncio.run(main())
