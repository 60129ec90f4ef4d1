import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

function attempt(what: string, call: () => unknown) {
  try {
    console.log(what, repr(call()));
  } catch (e) {
    if (!(e instanceof asyncio.NotImplementedError)) throw e;
    console.log(what, e.name);
  }
}

const base = new asyncio.BaseTransport();
for (const name of ["close", "is_closing", "get_protocol"] as const) {
  attempt(`BaseTransport.${name}`, () => base[name]());
}
attempt("BaseTransport.set_protocol", () => base.set_protocol(new asyncio.Protocol()));

const reading = new asyncio.ReadTransport();
for (const name of ["is_reading", "pause_reading", "resume_reading"] as const) {
  attempt(`ReadTransport.${name}`, () => reading[name]());
}

const writing = new asyncio.WriteTransport();
for (const name of [
  "get_write_buffer_size",
  "get_write_buffer_limits",
  "write_eof",
  "can_write_eof",
  "abort",
] as const) {
  attempt(`WriteTransport.${name}`, () => writing[name]());
}
attempt("WriteTransport.set_write_buffer_limits", () => writing.set_write_buffer_limits());
attempt("WriteTransport.write", () => writing.write("x"));
attempt("WriteTransport.writelines", () => writing.writelines(["x"]));

const datagrams = new asyncio.DatagramTransport();
attempt("DatagramTransport.sendto", () => datagrams.sendto("x"));
attempt("DatagramTransport.abort", () => datagrams.abort());

const child_transport = new asyncio.SubprocessTransport();
for (const name of ["get_pid", "get_returncode", "terminate", "kill"] as const) {
  attempt(`SubprocessTransport.${name}`, () => child_transport[name]());
}
attempt("SubprocessTransport.get_pipe_transport", () => child_transport.get_pipe_transport(1));
attempt("SubprocessTransport.send_signal", () => child_transport.send_signal(1));

const both = new asyncio.Transport();
for (const kind of [
  asyncio.Transport,
  asyncio.ReadTransport,
  asyncio.WriteTransport,
  asyncio.BaseTransport,
]) {
  const is = [both, reading, writing].map((each) => repr(each instanceof kind));
  console.log(kind.name, ...is);
}

class Collecting extends asyncio.WriteTransport {
  override write(data: asyncio.BytesLike) {
    console.log("write", repr(data));
  }
}

new Collecting().writelines(["one ", Buffer.from("two "), new TextEncoder().encode("three")]);

for (const protocol of [new asyncio.BaseProtocol(), new asyncio.Protocol(), new asyncio.DatagramProtocol()]) {
  console.log(
    protocol.constructor.name,
    repr(protocol.connection_made(both)),
    repr(protocol.pause_writing()),
    repr(protocol.resume_writing()),
    repr(protocol.connection_lost(null)),
  );
}
const x = Buffer.from("x");
console.log(repr(new asyncio.Protocol().data_received(x)), repr(new asyncio.Protocol().eof_received()));
const buffered = new asyncio.BufferedProtocol();
console.log(repr(buffered.buffer_updated(1)), repr(buffered.eof_received()));
const datagram = new asyncio.DatagramProtocol();
console.log(repr(datagram.datagram_received(x, ["h", 1])), repr(datagram.error_received(new Error())));
const child = new asyncio.SubprocessProtocol();
console.log(
  repr(child.pipe_data_received(1, x)),
  repr(child.pipe_connection_lost(1, null)),
  repr(child.process_exited()),
);
console.log(
  repr(new asyncio.BufferedProtocol() instanceof asyncio.Protocol),
  repr(child instanceof asyncio.BaseProtocol),
);
