/**
 * A gate inside a thread: a function waits there until the test opens it. Memory is all that threads share.
 */

type WaitAsync = (memory: Int32Array, index: number, value: number) => { readonly value: Promise<unknown> };

export class Gate {
  readonly memory: Int32Array = new Int32Array(new SharedArrayBuffer(8));

  /** Waits until `count` calls have come to the gate, one by one or at once. */
  async reached(count = 1): Promise<void> {
    const { waitAsync } = Atomics as unknown as { readonly waitAsync: WaitAsync };
    for (let now = this.count; now < count; now = this.count) await waitAsync(this.memory, 1, now).value;
  }

  /** How many calls have come to the gate. */
  get count(): number {
    return Atomics.load(this.memory, 1);
  }

  open(): void {
    Atomics.store(this.memory, 0, 1);
    Atomics.notify(this.memory, 0);
  }
}

/** For a thread: blocks it at the gate, then returns the value. */
export function pass<T>(memory: Int32Array, value: T): T {
  Atomics.add(memory, 1, 1);
  Atomics.notify(memory, 1);
  Atomics.wait(memory, 0, 0);
  return value;
}
