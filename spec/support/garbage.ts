import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** Whether nothing holds on to what `make` has made, once a few rounds of garbage collection are over. */
export async function is_garbage(make: () => object | Promise<readonly [object]>): Promise<boolean> {
  const reference = await weakly(make);
  return await is_collected(reference);
}

/** In a frame of its own, whose variables are gone afterwards. A thenable comes in an array. */
async function weakly(make: () => object | Promise<readonly [object]>): Promise<WeakRef<object>> {
  const made = make();
  return new WeakRef(made instanceof Promise ? (await made)[0] : made);
}

/** Whether the object is gone, or goes within a few rounds of garbage collection. */
export async function is_collected(reference: WeakRef<object>): Promise<boolean> {
  for (let round = 0; round < 10; round += 1) {
    await new Promise(setImmediate);
    collect();
    if (reference.deref() === undefined) return true;
  }
  return false;
}
