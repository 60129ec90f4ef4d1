import asyncio


class Traced(asyncio.SubprocessProtocol):
    def __init__(self, name):
        self.name = name
        self.received = asyncio.Event()
        self.done = asyncio.get_running_loop().create_future()

    def log(self, *what):
        print(f"{self.name}:", *what)

    def connection_made(self, transport):
        self.transport = transport
        self.log("connection_made", transport.get_returncode(), transport.is_closing(), transport.get_pid() > 0)

    def pipe_data_received(self, fd, data):
        self.log("pipe_data_received", fd, data)
        self.received.set()

    def pipe_connection_lost(self, fd, exc):
        self.log("pipe_connection_lost", fd, repr(exc))

    def process_exited(self):
        self.log("process_exited", self.transport.get_returncode())

    def connection_lost(self, exc):
        self.log("connection_lost", exc, self.transport.is_closing())
        self.done.set_result(None)


async def main():
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.subprocess_exec(lambda: Traced("cat"), "cat")
    pipes = [transport.get_pipe_transport(fd) for fd in range(4)]
    print([pipe is None for pipe in pipes], transport.get_protocol() is protocol)
    pipes[0].write(b"hello")
    await protocol.received.wait()
    pipes[0].close()
    await protocol.done
    print(pipes[0].is_closing(), pipes[1].is_closing(), transport.is_closing())

    script = "sleep 0.1; echo out; sleep 0.1; exec >&-; sleep 0.1; echo err >&2; exec 2>&-; sleep 0.1; exit 3"
    transport, protocol = await loop.subprocess_shell(lambda: Traced("shell"), script, stdin=None)
    await protocol.done

    transport, protocol = await loop.subprocess_exec(lambda: Traced("none"), "sleep", "0.1", stdin=None, stdout=None, stderr=None)
    await protocol.done
    print(transport.get_pipe_transport(0), transport.get_returncode())

    script = "sleep 0.1; exec <&-; sleep 0.1; exec >&-; sleep 0.2"
    transport, protocol = await loop.subprocess_shell(lambda: Traced("closes"), script, stderr=None)
    await protocol.done

    print("- the pipes outlive the process")
    script = "(sleep 0.3; echo late) & sleep 0.1; exit 6"
    transport, protocol = await loop.subprocess_shell(lambda: Traced("parent"), script, stdin=None, stderr=None)
    await protocol.done


asyncio.run(main())
