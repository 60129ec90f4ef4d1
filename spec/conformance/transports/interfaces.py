import asyncio


def attempt(what, call):
    try:
        print(what, call())
    except NotImplementedError as e:
        print(what, type(e).__name__)


base = asyncio.BaseTransport()
for name in ("close", "is_closing", "get_protocol"):
    attempt(f"BaseTransport.{name}", getattr(base, name))
attempt("BaseTransport.set_protocol", lambda: base.set_protocol(asyncio.Protocol()))

reading = asyncio.ReadTransport()
for name in ("is_reading", "pause_reading", "resume_reading"):
    attempt(f"ReadTransport.{name}", getattr(reading, name))

writing = asyncio.WriteTransport()
for name in ("get_write_buffer_size", "get_write_buffer_limits", "write_eof", "can_write_eof", "abort"):
    attempt(f"WriteTransport.{name}", getattr(writing, name))
attempt("WriteTransport.set_write_buffer_limits", writing.set_write_buffer_limits)
attempt("WriteTransport.write", lambda: writing.write(b"x"))
attempt("WriteTransport.writelines", lambda: writing.writelines([b"x"]))

datagrams = asyncio.DatagramTransport()
attempt("DatagramTransport.sendto", lambda: datagrams.sendto(b"x"))
attempt("DatagramTransport.abort", datagrams.abort)

process = asyncio.SubprocessTransport()
for name in ("get_pid", "get_returncode", "terminate", "kill"):
    attempt(f"SubprocessTransport.{name}", getattr(process, name))
attempt("SubprocessTransport.get_pipe_transport", lambda: process.get_pipe_transport(1))
attempt("SubprocessTransport.send_signal", lambda: process.send_signal(1))

both = asyncio.Transport()
for kind in (asyncio.Transport, asyncio.ReadTransport, asyncio.WriteTransport, asyncio.BaseTransport):
    print(kind.__name__, isinstance(both, kind), isinstance(reading, kind), isinstance(writing, kind))


class Collecting(asyncio.WriteTransport):
    def write(self, data):
        print("write", bytes(data))


Collecting().writelines([b"one ", b"two ", bytearray(b"three")])

for protocol in (asyncio.BaseProtocol(), asyncio.Protocol(), asyncio.DatagramProtocol()):
    print(
        type(protocol).__name__,
        protocol.connection_made(both),
        protocol.pause_writing(),
        protocol.resume_writing(),
        protocol.connection_lost(None),
    )
print(asyncio.Protocol().data_received(b"x"), asyncio.Protocol().eof_received())
print(asyncio.BufferedProtocol().buffer_updated(1), asyncio.BufferedProtocol().eof_received())
print(asyncio.DatagramProtocol().datagram_received(b"x", ("h", 1)), asyncio.DatagramProtocol().error_received(None))
child = asyncio.SubprocessProtocol()
print(child.pipe_data_received(1, b"x"), child.pipe_connection_lost(1, None), child.process_exited())
print(isinstance(asyncio.BufferedProtocol(), asyncio.Protocol), isinstance(child, asyncio.BaseProtocol))
