import * as asyncio from "asyncio-node";
import { repr, socket } from "asyncio-node";

const handle = asyncio.coroutine(async function handle(
  _reader: asyncio.StreamReader,
  writer: asyncio.StreamWriter,
) {
  const [host] = writer.get_extra_info("sockname");
  writer.write(`this is ${host}\n`);
  writer.close();
});

async function ask(host: string, port: number) {
  const [reader, writer] = await asyncio.open_connection(host, port);
  console.log(repr(await reader.readline()), writer.get_extra_info("peername").length);
  writer.close();
  await writer.wait_closed();
}

type Inet = readonly [host: string, port: number];
const address = (server: asyncio.Server, i = 0) => server.sockets[i]?.getsockname() as Inet;

const main = asyncio.coroutine(async function main() {
  let server = await asyncio.start_server(handle, ["127.0.0.1", "::1", "127.0.0.1"], 0);
  for (const sock of [...server.sockets].sort((a, b) => a.family - b.family)) {
    const [host, port] = sock.getsockname() as Inet;
    console.log(repr(sock.family === socket.AF_INET), host, sock.getsockname().length);
    await ask(host, port);
  }
  server.close();
  await server.wait_closed();

  console.log("- everywhere");
  server = await asyncio.start_server(handle, null, 0);
  console.log(repr(server.sockets.map((sock) => sock.getsockname()[0]).sort()));
  const ports = new Map(server.sockets.map((sock) => [sock.family, sock.getsockname()[1] as number]));
  await ask("127.0.0.1", ports.get(socket.AF_INET) as number);
  await ask("::1", ports.get(socket.AF_INET6) as number);
  server.close();
  server = await asyncio.start_server(handle, "", 0, { family: socket.AF_INET });
  console.log(repr(server.sockets.map((sock) => sock.getsockname()[0])));
  await ask("127.0.0.1", address(server)[1]);
  server.close();

  console.log("- by name");
  server = await asyncio.start_server(handle, "localhost", 0, { family: socket.AF_INET });
  const [, port] = address(server);
  await ask("localhost", port);
  server.close();
  await server.wait_closed();

  console.log("- the same port again");
  server = await asyncio.start_server(handle, "127.0.0.1", port);
  await ask("127.0.0.1", port);
  server.close();
});

await asyncio.run(main());
