import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const name = new asyncio.ContextVar("name", { default: "nobody" });
const told = new asyncio.Event();

async function next_told() {
  await told.wait();
  told.clear();
}

const handle = asyncio.coroutine(async function handle(
  reader: asyncio.StreamReader,
  writer: asyncio.StreamWriter,
) {
  console.log("handler sees", name.get());
  name.set("the handler's");
  await reader.readline();
  console.log("handler sees", name.get(), "in", asyncio.current_task()?.get_name().split("-")[0]);
  writer.close();
  told.set();
});

class Recording extends asyncio.Protocol {
  constructor() {
    super();
    console.log("factory sees", name.get());
  }

  override connection_made() {
    console.log("connection_made sees", name.get());
    name.set("set by connection_made");
  }

  override data_received(data: Buffer) {
    console.log("data_received", repr(data), "sees", name.get());
    name.set("set by data_received");
    told.set();
  }

  override eof_received() {
    console.log("eof_received sees", name.get());
  }

  override connection_lost() {
    console.log("connection_lost sees", name.get());
    told.set();
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  name.set("where the server is started");
  let server = await asyncio.start_server(handle, "127.0.0.1", 0);
  let port = Number(server.sockets[0]?.getsockname()[1]);
  name.set("the client's");
  for (let i = 0; i < 2; i += 1) {
    const [, writer] = await asyncio.open_connection("127.0.0.1", port);
    writer.write("\n");
    await next_told();
    writer.close();
  }
  server.close();
  console.log("main sees", name.get());

  name.set("where the protocols' server is started");
  server = await loop.create_server(() => new Recording(), "127.0.0.1", 0);
  port = Number(server.sockets[0]?.getsockname()[1]);
  name.set("the client's");
  const [, writer] = await asyncio.open_connection("127.0.0.1", port);
  for (const text of ["one", "two"]) {
    writer.write(text);
    await next_told();
  }
  writer.close();
  await next_told();
  server.close();

  console.log("- a client's protocol");
  server = await asyncio.start_server((_r, w) => w.close(), "127.0.0.1", 0);
  port = Number(server.sockets[0]?.getsockname()[1]);
  name.set("who connects");
  await loop.create_connection(() => new Recording(), "127.0.0.1", port);
  name.set("later");
  await next_told();
  console.log("main sees", name.get());
  server.close();
});

await asyncio.run(main());
