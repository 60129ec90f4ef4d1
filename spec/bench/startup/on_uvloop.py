import asyncio
import time

import uvloop


async def main():
    pass


asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
asyncio.run(main())
print(time.process_time_ns())
