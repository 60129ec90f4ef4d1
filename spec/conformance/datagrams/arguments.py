import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    here = ("127.0.0.1", 0)
    taken, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, here)

    async def attempt(name, *args, **kwargs):
        try:
            transport, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, *args, **kwargs)
            print(name, "->", transport.get_extra_info("sockname")[0], transport.get_extra_info("peername"))
            transport.close()
            await asyncio.sleep(0)
        except (OSError, TypeError, ValueError) as exc:
            print(name, "->", repr(exc))

    await attempt("nothing")
    await attempt("local_addr", local_addr=here)
    await attempt("by place", here)
    await attempt("family only", family=socket.AF_INET)
    await attempt("another family", family=99)
    await attempt("a string", local_addr="x")
    await attempt("one of two", remote_addr=("127.0.0.1",))
    await attempt("three of two", local_addr=("127.0.0.1", 0, 0))
    await attempt("two families", local_addr=here, remote_addr=("::1", 9))
    await attempt("not its family", local_addr=here, family=socket.AF_INET6)
    await attempt("not ours", local_addr=("1.2.3.4", 0))
    await attempt("taken", local_addr=taken.get_extra_info("sockname"))
    await attempt("broadcast", remote_addr=("255.255.255.255", 9))
    await attempt("broadcast allowed", remote_addr=("255.255.255.255", 9), allow_broadcast=True)
    await attempt("no such service", local_addr=("127.0.0.1", "no such service"))
    await attempt("unknown host", remote_addr=("no-such-host.invalid", 9))
    await attempt("name", local_addr=("localhost", 0), family=socket.AF_INET)
    await attempt("Unix", local_addr=here, family=socket.AF_UNIX)
    stream = socket.socket()
    try:
        await loop.create_datagram_endpoint(asyncio.DatagramProtocol, sock=stream)
    except ValueError as exc:
        print("a stream socket ->", str(exc).partition(", got")[0])
    stream.close()

    def bad_factory():
        raise RuntimeError("no protocol today")

    try:
        await loop.create_datagram_endpoint(bad_factory, here)
    except RuntimeError as exc:
        print("bad factory ->", exc)
    taken.close()
    await asyncio.sleep(0)


asyncio.run(main())
