import asyncio


async def main():
    loop = asyncio.get_running_loop()
    server, _ = await loop.create_datagram_endpoint(
        asyncio.DatagramProtocol, local_addr=("127.0.0.1", 0)
    )
    client, _ = await loop.create_datagram_endpoint(
        asyncio.DatagramProtocol, remote_addr=server.get_extra_info("sockname")
    )
    client.close()
    for number in range(1, 9):
        client.sendto(b"lost")
        print("sent", number)
    await asyncio.sleep(0)
    client.sendto(b"lost")
    print("limits", client.get_write_buffer_limits(), client.get_write_buffer_size())
    server.close()
    await asyncio.sleep(0)


asyncio.run(main())
