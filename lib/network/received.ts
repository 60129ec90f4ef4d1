/** What Node has read and a protocol has not got: Node reads by itself, between the iterations of the loop. */

/** What one `recv` of CPython's takes at most, in bytes; the stream is paused while as much waits. */
const MAX_SIZE = 256 * 1024;

export class Received {
  #chunks: Buffer[] = [];
  #size = 0;

  /** How many bytes there are. */
  get size(): number {
    return this.#size;
  }

  /** Whether as much waits as one `recv` would take: nothing more is to be read meanwhile. */
  get is_full(): boolean {
    return this.#size >= MAX_SIZE;
  }

  /** The only chunk, if it is the only one; else null. */
  get only(): Buffer | null {
    return this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : null;
  }

  push(chunk: Buffer): void {
    // A stream of objects may give an empty one.
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  /** As much as one `recv` would give. */
  take(): Buffer {
    const chunks = this.take_chunks();
    return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
  }

  /** The same, for who puts chunks together by itself. */
  take_chunks(): Buffer[] {
    const chunks = this.#chunks;
    if (this.#size <= MAX_SIZE) {
      this.clear();
      return chunks;
    }
    const taken: Buffer[] = [];
    for (let left = MAX_SIZE; left > 0; ) {
      const [chunk] = chunks as [Buffer];
      taken.push(chunk.subarray(0, left));
      if (chunk.length > left) chunks[0] = chunk.subarray(left);
      else chunks.shift();
      left -= chunk.length;
    }
    this.#size -= MAX_SIZE;
    return taken;
  }

  /** All that there is, however much. */
  take_all(): Buffer {
    const data = Buffer.concat(this.#chunks);
    this.clear();
    return data;
  }

  /** As much of it as goes into a buffer; says how many bytes that were. */
  take_into(buffer: Uint8Array): number {
    const data = this.take();
    const count = Math.min(data.length, buffer.length);
    buffer.set(data.subarray(0, count));
    if (count < data.length) {
      this.#chunks.unshift(data.subarray(count));
      this.#size += data.length - count;
    }
    return count;
  }

  /** Forgets the only chunk, which was handed over by another way. */
  drop_only(): void {
    this.#chunks.pop();
    this.#size = 0;
  }

  clear(): void {
    this.#chunks = [];
    this.#size = 0;
  }
}
