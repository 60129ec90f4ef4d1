// A chat server: whoever connects says a name, and then all hear what each says. A client that does not read in time
// is dropped, so that nobody waits for it.
// npm start -- examples/chat-server.ts          a demonstration
// npm start -- examples/chat-server.ts 8888     serves until Ctrl-C; then: nc 127.0.0.1 8888
import * as asyncio from "asyncio-node";

const SECONDS_TO_READ = 5;
const SECONDS_TO_SAY_A_NAME = 60;

class Chat {
  readonly #members = new Map<string, asyncio.StreamWriter>();

  /** What the server runs for each client. */
  handle = asyncio.coroutine(async (reader: asyncio.StreamReader, writer: asyncio.StreamWriter) => {
    let name = "";
    try {
      writer.write("your name? ");
      name = String(await asyncio.wait_for(reader.readline(), SECONDS_TO_SAY_A_NAME)).trim();
      if (name === "" || this.#members.has(name)) {
        writer.write("that one is taken\n");
        name = "";
        return;
      }
      this.#members.set(name, writer);
      await this.say(`${name} is here`);
      for await (const line of reader) await this.say(`${name}: ${String(line).trim()}`);
    } catch (error) {
      // A line that is too long, silence, a reset: the client's own fault, and of no interest to the others.
      const expected = [asyncio.ValueError, asyncio.TimeoutError, asyncio.ConnectionError];
      if (!expected.some((type) => error instanceof type)) throw error;
    } finally {
      writer.close();
      if (this.#members.delete(name)) await this.say(`${name} has gone`);
    }
  });

  /** Everybody hears it; the slow do not hold up the others. */
  async say(text: string): Promise<void> {
    const send = async (name: string, writer: asyncio.StreamWriter): Promise<void> => {
      try {
        writer.write(`${text}\n`);
        await asyncio.wait_for(writer.drain(), SECONDS_TO_READ);
      } catch (error) {
        if (!(error instanceof asyncio.OSError)) throw error;
        this.#members.delete(name);
        writer.transport.abort();
      }
    };
    await asyncio.gather(
      ...[...this.#members].map(([name, writer]) => asyncio.coroutine(send)(name, writer)),
    );
  }
}

const serve = asyncio.coroutine(async (port: number) => {
  const server = await asyncio.start_server(new Chat().handle, "127.0.0.1", port);
  console.log(`the chat is at port ${server.sockets[0]?.getsockname()[1]}`);
  await asyncio.async_with(server, async () => await server.serve_forever());
});

// ---- the demonstration

/** A person at a keyboard: prints what is heard. */
const person = asyncio.coroutine(async (name: string, port: number) => {
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
  await reader.readuntil("? ");
  writer.write(`${name}\n`);
  return {
    async hears(): Promise<void> {
      console.log(`${name} hears: ${String(await reader.readline()).trim()}`);
    },
    says: (text: string): void => writer.write(`${text}\n`),
    async goes(): Promise<void> {
      writer.close();
      await writer.wait_closed();
    },
  };
});

const demonstrate = asyncio.coroutine(async () => {
  const server = await asyncio.start_server(new Chat().handle, "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  await asyncio.async_with(server, async () => {
    const ada = await person("ada", port);
    await ada.hears();
    const bob = await person("bob", port);
    await ada.hears();
    await bob.hears();
    ada.says("hello, bob");
    await ada.hears();
    await bob.hears();
    const impostor = await person("ada", port);
    await impostor.hears();
    await impostor.goes();
    await bob.goes();
    await ada.hears();
    await ada.goes();
  });
  console.log("the chat is over");
});

const [port] = process.argv.slice(2);
await asyncio.run(port === undefined ? demonstrate() : serve(Number(port)));
