import * as asyncio from "asyncio-node";
import type { Workload, Workloads } from "../workload.js";

async function plain(value: number): Promise<number> {
  return value;
}

const nothing = asyncio.coroutine(plain);

/** One operation goes all the way down, gives way there, and comes back. */
function nested(depth: number, descend: (depth: number) => PromiseLike<unknown>): Workload {
  const native = async (depth: number): Promise<void> => {
    await (depth > 1 ? native(depth - 1) : null);
  };
  return {
    async asyncio(rounds) {
      for (let round = 0; round < rounds; round++) await descend(depth);
    },
    async promises(rounds) {
      for (let round = 0; round < rounds; round++) await native(depth);
    },
  };
}

const coroutines_down = asyncio.coroutine("down", async (depth: number): Promise<void> => {
  await (depth > 1 ? coroutines_down(depth - 1) : asyncio.sleep(0));
});

async function functions_down(depth: number): Promise<void> {
  await (depth > 1 ? functions_down(depth - 1) : asyncio.sleep(0));
}

export const coroutines: Workloads = {
  "await a coroutine that does not suspend": {
    async asyncio(rounds) {
      for (let round = 0; round < rounds; round++) await nothing(round);
    },
    async promises(rounds) {
      for (let round = 0; round < rounds; round++) await plain(round);
    },
  },

  "await a plain async function": {
    async asyncio(rounds) {
      for (let round = 0; round < rounds; round++) await plain(round);
    },
    async promises(rounds) {
      for (let round = 0; round < rounds; round++) await plain(round);
    },
  },

  "1 coroutine deep": nested(1, coroutines_down),
  "10 coroutines deep": nested(10, coroutines_down),
  "50 coroutines deep": nested(50, coroutines_down),
  "1 plain function deep": nested(1, functions_down),
  "10 plain functions deep": nested(10, functions_down),
  "50 plain functions deep": nested(50, functions_down),
};
