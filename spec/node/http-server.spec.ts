/** Contract 3.2 with a real server: its handlers are native code, run at the same time, and await what is asyncio's. */

import { once } from "node:events";
import { createServer, request as http_request, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as asyncio from "asyncio-node";
import { describe, expect, it, onTestFinished } from "vitest";
import { deferred } from "../support/deferred.js";
import { serve } from "../support/http.js";

/** An Express-like handler: what it throws becomes the answer. */
function handler(handle: (path: string) => PromiseLike<unknown>): RequestListener {
  return async (request, response) => {
    try {
      response.end(String(await handle(request.url as string)));
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error));
    }
  };
}

async function get(url: string): Promise<string> {
  const response = await fetch(url);
  return `${response.status} ${await response.text()}`;
}

const paths = (n: number): string[] => Array.from({ length: n }, (_, i) => String(i));

describe("handlers of a server", () => {
  it("await coroutines at the same time, in one loop", async () => {
    const everybody_is_here = new asyncio.Barrier(10);
    const loops = new Set<asyncio.EventLoop>();
    const handle = asyncio.coroutine(async (path: string) => {
      loops.add(asyncio.get_running_loop());
      await everybody_is_here.wait();
      return path;
    });
    const url = await serve(handler(handle));
    const answers = await Promise.all(paths(10).map((path) => get(url + path)));
    expect(answers).toEqual(paths(10).map((path) => `200 /${path}`));
    expect(loops.size).toBe(1);
    expect([...loops][0]?.is_running()).toBe(false);
  });

  it("share locks, semaphores and queues of asyncio's", async () => {
    const lock = new asyncio.Lock();
    let inside = 0;
    let most = 0;
    const handle = asyncio.coroutine(async () =>
      asyncio.async_with(lock, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await asyncio.sleep(0);
        inside -= 1;
      }),
    );
    const url = await serve(handler(handle));
    await Promise.all(paths(20).map(() => get(url)));
    expect(most).toBe(1);
  });

  it("have each a context and a current task of their own", async () => {
    const user = new asyncio.ContextVar<string>("user");
    const query = asyncio.coroutine(async () => {
      await asyncio.sleep(0);
      return `${user.get()} in ${asyncio.current_task()?.get_name()}`;
    });
    const handle = asyncio.coroutine(async (path: string) => {
      user.set(path);
      asyncio.current_task()?.set_name(`request ${path}`);
      await asyncio.sleep(0);
      return await query();
    });
    const url = await serve(handler(handle));
    const answers = await Promise.all(paths(5).map((path) => get(url + path)));
    expect(answers).toEqual(paths(5).map((path) => `200 /${path} in request /${path}`));
    expect(user.get("nobody")).toBe("nobody");
  });

  it("fail each by itself", async () => {
    const handle = asyncio.coroutine(async (path: string) => {
      await asyncio.sleep(0);
      if (path === "/1") throw new asyncio.ValueError("bad request");
      if (path === "/2") await asyncio.wait_for(asyncio.sleep(10), 0.001);
      return path;
    });
    const url = await serve(handler(handle));
    const answers = await Promise.all(paths(4).map((path) => get(url + path)));
    expect(answers).toEqual(["200 /0", "500 ValueError: bad request", "500 TimeoutError", "200 /3"]);
  });

  it("may cancel their work when the client goes away", async () => {
    const began = deferred();
    const ended = deferred<string>();
    const work = asyncio.coroutine(async () => {
      began.resolve();
      try {
        await asyncio.sleep(1000);
      } catch (error) {
        await asyncio.sleep(0);
        ended.resolve(String(error));
        throw error;
      }
    });
    const url = await serve(async (_request, response) => {
      const task = asyncio.ensure_future(work(), { loop: await default_loop() });
      response.on("close", () => task.cancel("client is gone"));
      await (async () => await task)().catch(() => {});
    });
    const client = http_request(url).on("error", () => {});
    client.end();
    await began.promise;
    client.destroy();
    expect(await ended.promise).toBe("CancelledError: client is gone");
  });

  it("stream a body that a queue feeds", async () => {
    const url = await serve(async (_request, response) => {
      const queue = new asyncio.Queue<string | null>(1);
      const produce = asyncio.coroutine(async () => {
        for (const word of ["one ", "two ", "three"]) await queue.put(word);
        await queue.put(null);
      });
      const consume = asyncio.coroutine(async () => {
        for (let word = await queue.get(); word !== null; word = await queue.get()) response.write(word);
        response.end();
      });
      await Promise.all([produce(), consume()]);
    });
    expect(await get(url)).toBe("200 one two three");
  });
});

const default_loop = asyncio.coroutine(async () => asyncio.get_running_loop());

describe("a server that a task has made", () => {
  function listening(listener: RequestListener): Promise<[Server, string]> {
    const server = createServer(listener).listen(0, "127.0.0.1");
    onTestFinished(
      () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    );
    return once(server, "listening").then(() => [
      server,
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    ]);
  }

  const handle = async (path: string): Promise<string> => {
    await asyncio.sleep(0.001);
    await asyncio.sleep(0);
    return path;
  };

  it("answers once the task is done and its loop rests", async () => {
    const main = asyncio.coroutine(async () => listening(handler(handle)));
    const [, url] = await main();
    expect(await Promise.all(paths(10).map((path) => get(url + path)))).toEqual(
      paths(10).map((path) => `200 /${path}`),
    );
  });

  it("answers once the run is over and its loop closed", async () => {
    const [, url] = await asyncio.run(async () => listening(handler(handle)));
    expect(await Promise.all(paths(10).map((path) => get(url + path)))).toEqual(
      paths(10).map((path) => `200 /${path}`),
    );
  });

  it("answers while the task goes on, which may well be its client", async () => {
    const answers = await asyncio.run(async () => {
      const [, url] = await listening(handler(handle));
      return await asyncio.gather(...paths(10).map((path) => () => get(url + path)));
    });
    expect(answers).toEqual(paths(10).map((path) => `200 /${path}`));
  });

  it("has its requests cancelled with the task, whose branches they are", async () => {
    const began = deferred();
    const [answer] = await asyncio.run(async () => {
      const main = asyncio.current_task() as asyncio.Task;
      const [, url] = await listening(
        handler(async () => {
          began.resolve();
          await asyncio.sleep(1000);
        }),
      );
      const answer = get(url);
      began.promise.then(() => setImmediate(() => main.cancel("shutting down")));
      try {
        await asyncio.sleep(1000);
      } catch {
        main.uncancel();
      }
      return [await answer];
    });
    expect(answer).toBe("500 CancelledError: shutting down");
  });
});
