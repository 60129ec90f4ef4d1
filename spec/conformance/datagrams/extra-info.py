import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(
        asyncio.DatagramProtocol, local_addr=("127.0.0.1", 0), allow_broadcast=True
    )
    sock = transport.get_extra_info("socket")
    address = transport.get_extra_info("sockname")
    print(address[0], address[1] > 0, transport.get_extra_info("peername"))
    print(transport.get_extra_info("nothing"), transport.get_extra_info("nothing", 1))
    print(int(sock.family), int(sock.type), sock.proto, int(sock.gettimeout()))
    print(sock.getsockname() == address)
    try:
        sock.getpeername()
    except OSError as exc:
        print(repr(exc))
    print("broadcast:", sock.getsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST))
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 0)
    print("broadcast:", sock.getsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST))
    print("type:", sock.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE))
    sock.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, 3)
    print("receive buffer:", sock.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF) > 0)
    print(repr(sock).replace(str(address[1]), "PORT").replace(str(sock.fileno()), "N"))

    connected, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, remote_addr=address)
    other = connected.get_extra_info("socket")
    print(connected.get_extra_info("sockname")[0], connected.get_extra_info("peername") == address)
    print(other.getpeername() == address, int(other.family), other.proto)

    transport.close()
    connected.close()
    await asyncio.sleep(0)
    print(sock.fileno(), transport.get_extra_info("sockname") == address)
    try:
        sock.getsockname()
    except OSError as exc:
        print(repr(exc))

    print("- neither bound nor connected")
    for options in [{"family": socket.AF_INET}, {"remote_addr": address, "allow_broadcast": True}]:
        transport, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, **options)
        print(transport.get_extra_info("sockname"), transport.get_extra_info("peername"))
        sock = transport.get_extra_info("socket")
        print(sock.getsockname(), sock.proto)
        transport.sendto(b"x", address)
        print(sock.getsockname()[1] > 0, transport.get_extra_info("sockname"))
        transport.close()
        await asyncio.sleep(0)


asyncio.run(main())
