import { AsyncLocalStorage } from "node:async_hooks";
import * as asyncio from "asyncio-node";
import { type Sized, times, type Workload, type Workloads } from "../workload.js";
import { together } from "./together.js";

const variable = new asyncio.ContextVar<number>("variable");
const storage = new AsyncLocalStorage<number>();

function set_get_reset(tasks: number): Workload {
  return {
    ...together(tasks, () => async (rounds, i) => {
      for (let round = 0; round < rounds; round++) {
        const token = variable.set(i);
        await asyncio.sleep(0);
        if (variable.get() !== i) throw new Error("it was lost");
        variable.reset(token);
      }
    }),
    async promises(rounds) {
      const each = async (i: number): Promise<void> => {
        for (let round = 0; round < rounds; round++) {
          await storage.run(i, async () => {
            await null;
            if (storage.getStore() !== i) throw new Error("it was lost");
          });
        }
      };
      await Promise.all(times(tasks, each));
    },
  };
}

export const variables: Workloads = {
  "get a context variable": {
    unit: 100,
    async asyncio(rounds) {
      variable.set(1);
      let sum = 0;
      for (let round = 0; round < rounds; round++) {
        for (let i = 0; i < 100; i++) sum += variable.get();
        await asyncio.sleep(0);
      }
      if (sum !== 100 * rounds) throw new Error("it was lost");
    },
    async promises(rounds) {
      await storage.run(1, async () => {
        let sum = 0;
        for (let round = 0; round < rounds; round++) {
          for (let i = 0; i < 100; i++) sum += storage.getStore() as number;
          await null;
        }
        if (sum !== 100 * rounds) throw new Error("it was lost");
      });
    },
  },

  "set a context variable, give way, get and reset it": set_get_reset(100),
};

export const sized_variables: Sized = {
  "set a context variable, give way, get and reset it": set_get_reset,
};
