import asyncio
import socket


async def show(what, awaitable):
    try:
        result = await awaitable
    except OSError as e:
        print(what, type(e).__name__, e.errno, e.strerror, isinstance(e, socket.gaierror))
        return
    if isinstance(result, tuple):
        print(what, list(result))
        return
    print(what)
    for family, kind, proto, name, address in result:
        print("  ", int(family), int(kind), proto, repr(name), list(address))


async def main():
    loop = asyncio.get_running_loop()
    look = loop.getaddrinfo
    await show("an address", look("127.0.0.1", 80))
    await show("a stream", look("127.0.0.1", 80, type=socket.SOCK_STREAM))
    await show("a datagram", look("::1", 53, type=socket.SOCK_DGRAM))
    await show("by protocol", look("127.0.0.1", 53, proto=socket.IPPROTO_UDP))
    await show("a name", look("localhost", 80, family=socket.AF_INET, type=socket.SOCK_STREAM))
    await show("bytes", look(b"127.0.0.1", "80", type=socket.SOCK_STREAM))
    await show("no port", look("127.0.0.1", None, type=socket.SOCK_STREAM))
    await show("no host", look(None, 80, type=socket.SOCK_STREAM))
    await show("to listen", look(None, 80, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE))
    await show("mapped", look("127.0.0.1", 1, family=socket.AF_INET6, type=1, flags=socket.AI_V4MAPPED))
    await show("a canonical name", look("127.0.0.1", 80, type=1, flags=socket.AI_CANONNAME))

    print("- what is not there")
    await show("neither", look(None, None))
    await show("no such host", look("no-such-host.invalid", 80))
    await show("empty", look("", 80))
    await show("no address", look("localhost", 80, flags=socket.AI_NUMERICHOST))
    await show("no number", look("127.0.0.1", "http", flags=socket.AI_NUMERICSERV))
    await show("no such service", look("127.0.0.1", "no-such-service"))
    await show("no such type", look("127.0.0.1", 80, type=99))
    await show("no such family", look("127.0.0.1", 80, family=99))
    await show("wrong family", look("127.0.0.1", 80, family=socket.AF_INET6))
    await show("wrong protocol", look("127.0.0.1", 80, type=1, proto=socket.IPPROTO_UDP))

    print("- the other way")
    numeric = socket.NI_NUMERICHOST | socket.NI_NUMERICSERV
    await show("numeric", loop.getnameinfo(("127.0.0.1", 80), numeric))
    await show("numeric", loop.getnameinfo(("::1", 80, 0, 0), flags=numeric))
    await show("by a name", loop.getnameinfo(("localhost", 80), numeric))
    await show("unknown", loop.getnameinfo(("203.0.113.7", 9999), socket.NI_NUMERICSERV))
    await show("required", loop.getnameinfo(("203.0.113.7", 9999), socket.NI_NAMEREQD))
    for wrong in ("127.0.0.1", ("127.0.0.1",), ("127.0.0.1", "http")):
        try:
            await loop.getnameinfo(wrong)
        except TypeError:
            print("TypeError")


asyncio.run(main())
