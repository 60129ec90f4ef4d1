import asyncio
import time


async def main():
    pass


asyncio.run(main())
print(time.process_time_ns())
