import asyncio


def leave():
    print("leaving")
    raise SystemExit("nothing left to do")


loop = asyncio.new_event_loop()
loop.call_soon(leave)
loop.run_forever()
