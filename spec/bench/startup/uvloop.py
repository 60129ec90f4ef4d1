import time

import uvloop


async def main():
    pass


uvloop.run(main())
print(time.process_time_ns())
