import asyncio


async def turns_during(what, work):
    """Says how often another task has its turn meanwhile."""
    turns = 0
    done = False

    async def other():
        nonlocal turns
        while not done:
            turns += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(other())
    await asyncio.sleep(0)
    turns = 0
    result = await work
    done = True
    print(what, turns)
    await task
    return result


class Echo(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        self.transport.sendto(data, addr)


class Client(asyncio.DatagramProtocol):
    def __init__(self):
        self.received = asyncio.Queue()

    def datagram_received(self, data, addr):
        self.received.put_nowait(data)


async def trip(transport, protocol):
    transport.sendto(b"one")
    await protocol.received.get()


async def main():
    loop = asyncio.get_running_loop()
    bound = loop.create_datagram_endpoint(Echo, local_addr=("127.0.0.1", 0))
    server, _ = await turns_during("bound:", bound)
    connected = loop.create_datagram_endpoint(Client, remote_addr=server.get_extra_info("sockname"))
    transport, protocol = await turns_during("connected:", connected)
    for _ in range(3):
        await turns_during("there and back:", trip(transport, protocol))
    transport.close()
    server.close()


asyncio.run(main())
