import asyncio
import re


def show(value):
    print(re.sub(r"(pid|fd)=\d+", r"\1=N", repr(value)))


class Traced(asyncio.SubprocessProtocol):
    def __init__(self):
        self.calls = []
        self.done = asyncio.get_running_loop().create_future()

    def pipe_connection_lost(self, fd, exc):
        self.calls.append(f"pipe {fd} lost {exc!r}")

    def process_exited(self):
        self.calls.append("exited")

    def connection_lost(self, exc):
        self.calls.append(f"lost {exc!r}")
        self.done.set_result(None)


async def main():
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.subprocess_exec(Traced, "sleep", "100")
    show(transport)
    show(transport.get_extra_info("subprocess"))
    transport.close()
    show(transport)
    transport.close()
    print(transport.is_closing(), transport.get_returncode())
    await protocol.done
    print(sorted(protocol.calls[:-1]), protocol.calls[-1])
    show(transport)
    show([transport.get_pipe_transport(fd) for fd in range(3)])
    for call in (transport.kill, transport.terminate, lambda: transport.send_signal(0)):
        try:
            call()
        except ProcessLookupError as e:
            print(repr(e))

    transport, protocol = await loop.subprocess_exec(Traced, "sleep", "100", stdin=None, stdout=None, stderr=None)
    transport.set_protocol(other := Traced())
    print(transport.get_protocol() is other)
    transport.kill()
    await other.done
    print(protocol.calls, other.calls, transport.is_closing())
    transport.close()
    show(transport)

    print("- in debug mode")
    loop.set_debug(True)
    loop.slow_callback_duration = 10
    transport, protocol = await loop.subprocess_shell(Traced, "exit 3")
    await protocol.done
    transport.close()
    show(transport)
    loop.set_debug(False)


asyncio.run(main())
