import asyncio


class Peer(asyncio.Protocol):
    def __init__(self):
        self.made = asyncio.Event()
        self.got = b""
        self.ended = False
        self.lost = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport
        self.made.set()

    def data_received(self, data):
        self.got += data

    def eof_received(self):
        self.ended = True
        return True

    def connection_lost(self, exc):
        print("lost", repr(exc))
        self.lost.set_result(None)


async def until(condition):
    while not condition():
        await asyncio.sleep(0)


def attempt(what, do):
    try:
        print(what, do())
    except Exception as e:
        print(what, repr(e))


async def main():
    loop = asyncio.get_running_loop()
    peers = []

    def factory():
        peers.append(Peer())
        return peers[-1]

    server = await loop.create_server(factory, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    transport, protocol = await loop.create_connection(Peer, "127.0.0.1", port)
    await until(lambda: peers)
    await peers[0].made.wait()
    print("can_write_eof", transport.can_write_eof())
    attempt("write", lambda: transport.write(b"bytes "))
    attempt("write", lambda: transport.write(bytearray(b"a bytearray ")))
    attempt("write", lambda: transport.write(memoryview(b"a memoryview ")))
    attempt("write nothing", lambda: transport.write(b""))
    attempt("writelines", lambda: transport.writelines([b"a ", b"", b"list ", b"of "]))
    attempt("writelines", lambda: transport.writelines([]))
    attempt("write 1", lambda: transport.write(1))
    attempt("write None", lambda: transport.write(None))
    attempt("write_eof", transport.write_eof)
    attempt("write_eof again", transport.write_eof)
    attempt("write after it", lambda: transport.write(b"late"))
    attempt("writelines after it", lambda: transport.writelines([b"late"]))
    await until(lambda: peers[0].ended)
    print(peers[0].got)

    print("- the other way still works")
    peers[0].transport.write(b"yes")
    await until(lambda: protocol.got)
    print(protocol.got, transport.is_closing())
    transport.close()
    attempt("write_eof when closing", transport.write_eof)
    await protocol.lost
    peers[0].transport.close()
    await peers[0].lost

    print("- another protocol")
    transport, protocol = await loop.create_connection(Peer, "127.0.0.1", port)
    await until(lambda: len(peers) == 2)
    await peers[1].made.wait()
    second = Peer()
    transport.set_protocol(second)
    print(transport.get_protocol() is second)
    peers[1].transport.write(b"for the second")
    await until(lambda: second.got)
    print(protocol.got, second.got)
    transport.abort()
    transport.abort()
    print("closing", transport.is_closing())
    attempt("write after abort", lambda: transport.write(b"lost"))
    await second.lost
    print(protocol.lost.done())
    peers[1].transport.close()
    await peers[1].lost
    server.close()
    await server.wait_closed()


asyncio.run(main())
