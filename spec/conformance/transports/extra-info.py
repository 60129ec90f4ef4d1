import asyncio
import socket


def shape(address):
    return [type(part).__name__ for part in address]


async def main():
    loop = asyncio.get_running_loop()
    served = loop.create_future()
    server = await asyncio.start_server(lambda r, w: served.set_result(w), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    other = await served

    print(shape(writer.get_extra_info("peername")), writer.get_extra_info("peername") == ("127.0.0.1", port))
    print(shape(writer.get_extra_info("sockname")))
    print(other.get_extra_info("peername") == writer.get_extra_info("sockname"))
    print(other.get_extra_info("sockname") == writer.get_extra_info("peername"))
    for name in ("sslcontext", "ssl_object", "cipher", "peercert", "pipe", "subprocess", "nothing"):
        print(name, writer.get_extra_info(name))
    print(writer.get_extra_info("nothing", "a default"), writer.transport.get_extra_info("nothing", 1))

    sock = writer.get_extra_info("socket")
    print(sock.family == socket.AF_INET, sock.type == socket.SOCK_STREAM, sock.proto == socket.IPPROTO_TCP)
    print(sock.getpeername() == ("127.0.0.1", port), sock.getsockname() == writer.get_extra_info("sockname"))
    print(sock.fileno() > 2, sock.gettimeout())
    print("nodelay", sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    print("keepalive", sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) != 0)
    sock.setblocking(False)
    sock.settimeout(0)
    for wrong in (lambda: sock.setblocking(True), lambda: sock.settimeout(1)):
        try:
            wrong()
        except ValueError as e:
            print(repr(e))

    writer.close()
    await writer.wait_closed()
    print("closed:", sock.fileno(), writer.get_extra_info("peername") == ("127.0.0.1", port))
    for ask in (sock.getpeername, sock.getsockname):
        try:
            ask()
        except OSError as e:
            print(repr(e))
    other.close()
    listening = server.sockets[0]
    print(listening.family == socket.AF_INET, listening.type == socket.SOCK_STREAM)
    try:
        listening.getpeername()
    except OSError as e:
        print(repr(e))
    server.close()
    print(server.sockets == ())

    print(asyncio.BaseTransport(extra={"color": "red"}).get_extra_info("color"))
    print(asyncio.BaseTransport().get_extra_info("color"))


asyncio.run(main())
