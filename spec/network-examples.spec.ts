/** The examples of networks, each of which runs to its end by itself. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { programs } from "./support/programs.js";

const printed: Readonly<Record<string, string>> = {
  "chat-server": `
    ada hears: ada is here
    ada hears: bob is here
    bob hears: bob is here
    ada hears: ada: hello, bob
    bob hears: ada: hello, bob
    ada hears: that one is taken
    ada hears: bob has gone
    the chat is over`,
  "http-get": `
    /length 200 hello
    /chunks 200 in several chunks
    /moved 200 in several chunks
    /elsewhere 404 nothing here
    /round BadAnswer
    /silent TimeoutError`,
  "port-scanner": `
    3 servers found, 0 missed
    once they are closed: 0`,
  "tcp-proxy": `
    a server that answers:
      proxy: a connection has ended
      ONE,TWO
      proxy: a connection has ended
      540000 bytes
    a server that says nothing:
      proxy: a connection was given up: TimeoutError
      got 0 bytes
    a server that is not there:
      proxy: a connection was given up: ConnectionRefusedError
      got 0 bytes`,
};

describe("the example of", () => {
  const { run } = programs();

  it.each(Object.keys(printed))("%s", async (name) => {
    const source = readFileSync(new URL(`../examples/${name}.ts`, import.meta.url), "utf8");
    const wanted = `${printed[name]}\n`.replaceAll(/^ {4}/gm, "").slice(1);
    expect(await run(source)).toEqual({ out: wanted, err: "", status: 0 });
  });
});
