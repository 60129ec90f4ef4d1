import asyncio


class Traced(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        print("  connection_made", transport.is_closing())

    def connection_lost(self, exc):
        print("  connection_lost", repr(exc))


async def main():
    loop = asyncio.get_running_loop()
    for addresses in [{"local_addr": ("127.0.0.1", 0)}, {"remote_addr": ("127.0.0.1", 9)}]:
        for turns in range(5):
            print("cancelled after", turns, "turns")
            task = asyncio.create_task(loop.create_datagram_endpoint(Traced, **addresses))
            for _ in range(turns):
                await asyncio.sleep(0)
            print("  done:", task.done())
            print("  cancel:", task.cancel())
            await asyncio.wait([task])
            print("  cancelled:", task.cancelled())
            if not task.cancelled():
                task.result()[0].close()
            for _ in range(3):
                await asyncio.sleep(0)


asyncio.run(main())
