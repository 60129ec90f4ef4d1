/**
 * Bytes that come in chunks and go out in other portions: Python's `bytearray` as a `StreamReader` uses it.
 *
 * Chunks are kept as they came while portions can be cut from them. Who looks for a separator, or looks beyond the first
 * chunk, has them put together in storage that doubles. What is taken out is a view of the storage if it makes up half
 * of it, else a copy: a short line never holds on to a large chunk. Handed out bytes are never written over.
 */
const NOTHING: Buffer = Buffer.alloc(0);
const LEAST = 1024;

export class ByteBuffer {
  #storage: Buffer = NOTHING;
  #start = 0;
  #end = 0;
  /** What came later. */
  #chunks: Buffer[] = [];
  #chunks_length = 0;

  get length(): number {
    return this.#end - this.#start + this.#chunks_length;
  }

  /** Adds a chunk, which nobody may write to from now on. */
  push(chunk: Buffer): void {
    if (this.#start === this.#end) this.#begin(chunk);
    else {
      this.#chunks.push(chunk);
      this.#chunks_length += chunk.length;
    }
  }

  #begin(chunk: Buffer): void {
    this.#storage = chunk;
    this.#start = 0;
    this.#end = chunk.length;
  }

  /** Puts all in one piece. */
  #merge(): void {
    if (this.#chunks.length === 0) return;
    // A chunk that was kept is full to its end: there is room only in storage of our own.
    if (this.#storage.length - this.#end < this.#chunks_length) this.#grow(this.#chunks_length);
    for (const chunk of this.#chunks) {
      chunk.copy(this.#storage, this.#end);
      this.#end += chunk.length;
    }
    this.#chunks = [];
    this.#chunks_length = 0;
  }

  #grow(by: number): void {
    const length = this.#end - this.#start;
    const storage = Buffer.allocUnsafeSlow(Math.max(2 * (length + by), LEAST));
    this.#storage.copy(storage, 0, this.#start, this.#end);
    this.#storage = storage;
    this.#start = 0;
    this.#end = length;
  }

  /** The first place of `part` at or behind `from`, or -1. */
  index_of(part: Buffer, from: number): number {
    this.#merge();
    const place = this.#start + from;
    // To look for a single byte, such as a newline, costs half.
    const found = this.#storage.indexOf(part.length === 1 ? (part[0] as number) : part, place);
    // Behind the end is whatever was there before; what is found there, is found there first.
    return found === -1 || found + part.length > this.#end ? -1 : found - this.#start;
  }

  /** Whether `part` stands at a place. */
  has_at(part: Buffer, place: number): boolean {
    this.#merge();
    const start = this.#start + place;
    return (
      start + part.length <= this.#end && part.equals(this.#storage.subarray(start, start + part.length))
    );
  }

  /** Takes the first `count` bytes out, or as many as there are. */
  take(count: number): Buffer {
    if (count > this.#end - this.#start && this.#chunks.length > 0) return this.#collect(count);
    const storage = this.#storage;
    const start = this.#start;
    const end = Math.min(start + count, this.#end);
    this.skip(end - start);
    const taken = end - start === storage.length ? storage : storage.subarray(start, end);
    return 2 * taken.length >= storage.length ? taken : Buffer.from(taken);
  }

  /** Copies more than the first chunk out. */
  #collect(count: number): Buffer {
    const collected = Buffer.allocUnsafeSlow(Math.min(count, this.length));
    for (let length = 0; length < collected.length; ) {
      const end = Math.min(this.#start + collected.length - length, this.#end);
      const copied = this.#storage.copy(collected, length, this.#start, end);
      length += copied;
      this.skip(copied);
    }
    return collected;
  }

  /** Drops the first `count` bytes, or as many as there are. */
  skip(count: number): void {
    let left = count;
    while (left >= this.#end - this.#start && this.#chunks.length > 0) {
      left -= this.#end - this.#start;
      const chunk = this.#chunks.shift() as Buffer;
      this.#chunks_length -= chunk.length;
      this.#begin(chunk);
    }
    this.#start = Math.min(this.#start + left, this.#end);
    if (this.#start === this.#end) this.clear();
  }

  clear(): void {
    this.#storage = NOTHING;
    this.#start = 0;
    this.#end = 0;
    this.#chunks = [];
    this.#chunks_length = 0;
  }
}
