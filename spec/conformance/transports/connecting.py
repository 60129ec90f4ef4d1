import asyncio
import socket


class Named(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport


async def attempt(what, awaitable):
    try:
        transport, protocol = await awaitable
        print(what, "ok", transport.get_extra_info("peername")[0])
        transport.close()
    except Exception as e:
        print(what, type(e).__name__, str(e).replace(str(port), "PORT"))


async def main():
    global port
    loop = asyncio.get_running_loop()
    server = await loop.create_server(asyncio.Protocol, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    def connect(host, **keywords):
        return loop.create_connection(Named, host, port, **keywords)

    await attempt("by address:", connect("127.0.0.1"))
    await attempt("by name:", connect("localhost"))
    await attempt("IPv4 only:", connect("127.0.0.1", family=socket.AF_INET))
    await attempt("from an address:", connect("127.0.0.1", local_addr=("127.0.0.1", 0)))
    await attempt("happy eyeballs:", connect("127.0.0.1", happy_eyeballs_delay=0.1))
    await attempt("interleave:", connect("127.0.0.1", interleave=2))
    await attempt("port as a text:", loop.create_connection(Named, "127.0.0.1", str(port)))
    await attempt("keywords:", loop.create_connection(Named, host="127.0.0.1", port=port))

    print("- wrong arguments")
    await attempt("nothing:", loop.create_connection(Named))
    await attempt("server_hostname:", connect("127.0.0.1", server_hostname="x"))
    await attempt("timeout:", connect("127.0.0.1", ssl_handshake_timeout=1))
    await attempt("no host:", loop.create_connection(Named, port=port, ssl=True))
    await attempt("unix:", loop.create_unix_connection(Named))
    await attempt("unix:", loop.create_unix_connection(Named, "/nowhere", server_hostname="x"))
    await attempt("unix:", loop.create_unix_connection(Named, "/nowhere", ssl=True))
    try:
        loop.create_connection(Named, "127.0.0.1", port, nothing=1)
    except TypeError as e:
        print(str(e).split(".")[-1])
    server.close()

    print("- nobody there")
    await attempt("one:", connect("127.0.0.1"))
    await attempt("another:", connect("::1"))
    await attempt("happy eyeballs:", connect("127.0.0.1", happy_eyeballs_delay=0.1))

    async def two(host, port, **keywords):
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", port, 0, 0)),
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)),
        ]

    loop.getaddrinfo = two
    await attempt("both:", connect("both"))
    await attempt("both, at once:", connect("both", happy_eyeballs_delay=0))
    try:
        await connect("both", all_errors=True)
    except ExceptionGroup as e:
        print(str(e), [str(each).replace(str(port), "PORT") for each in e.exceptions])

    async def same(host, port, **keywords):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))] * 2

    loop.getaddrinfo = same
    await attempt("twice the same:", connect("same"))

    async def none(host, port, **keywords):
        return []

    loop.getaddrinfo = none
    await attempt("none:", connect("none"))

    print("- the second answers")
    loop.getaddrinfo = two
    server = await loop.create_server(asyncio.Protocol, "127.0.0.1", port)
    await attempt("one after the other:", connect("both"))
    await attempt("side by side:", connect("both", happy_eyeballs_delay=0.1))
    server.close()
    await server.wait_closed()


asyncio.run(main())
