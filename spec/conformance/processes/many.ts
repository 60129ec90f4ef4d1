import * as asyncio from "asyncio-node";
import { repr, subprocess } from "asyncio-node";

const { PIPE } = subprocess;
const SQUARE = "read n; echo $((n * n)); exit $n";

const square = asyncio.coroutine(async function square(n: number) {
  const process = await asyncio.create_subprocess_shell(SQUARE, { stdin: PIPE, stdout: PIPE });
  const [stdout] = await process.communicate(`${n}\n`);
  return [Number(stdout), process.returncode] as const;
});

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

const main = asyncio.coroutine(async function main() {
  const results = await asyncio.gather(...range(20).map((n) => square(n)));
  console.log(repr(results.map(([result]) => result)));
  console.log(repr(results.map(([, code]) => code)));

  const tasks = await asyncio.async_with(new asyncio.TaskGroup(), async (group) =>
    [30, 40].map((n) => group.create_task(square(n))),
  );
  console.log(repr(tasks.map((task) => task.result()[0])));

  const semaphore = new asyncio.Semaphore(3);
  let running = 0;
  let most = 0;
  const limited = asyncio.coroutine(async function limited(n: number) {
    return await asyncio.async_with(semaphore, async () => {
      running += 1;
      most = Math.max(most, running);
      const [result] = await square(n);
      running -= 1;
      return result;
    });
  });
  console.log(repr(await asyncio.gather(...range(8).map(limited))), most);
});

await asyncio.run(main());
