// A log that names the request it belongs to, through nested coroutines and tasks, as servers do it.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const request_id = new asyncio.ContextVar<number | null>("request_id", { default: null });
const lines: string[] = [];

function log(text: string) {
  lines.push(`[${repr(request_id.get())}] ${text}`);
}

const query = asyncio.coroutine(async function query(table: string) {
  log(`query ${table}`);
  await asyncio.sleep(0);
  log(`rows of ${table}`);
  return [table, request_id.get()];
});

const handle = asyncio.coroutine(async function handle(number: number) {
  const token = request_id.set(number);
  log("begins");
  try {
    const rows = await asyncio.gather(query("users"), query("posts"));
    if (number === 2) throw new asyncio.ValueError("no such user");
    log("ends");
    return rows;
  } catch (e) {
    if (!(e instanceof asyncio.ValueError)) throw e;
    log(`fails: ${e.message}`);
    return null;
  } finally {
    request_id.reset(token);
    log("is over");
  }
});

const main = asyncio.coroutine(async function main() {
  const tasks = await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
    return [1, 2, 3].map((n) => group.create_task(handle(n)));
  });
  log("all done");
  for (const task of tasks) console.log(repr(task.result()));
});

await asyncio.run(main());
for (const line of lines) console.log(line);
