/**
 * Bytes that come in chunks and go out in other portions: Python's `bytearray` as a `StreamReader` uses it.
 *
 * The first chunk is kept as it came; what follows is copied behind it, into storage that doubles. What is taken out is
 * a view of the storage if it makes up half of it, else a copy: a short line never holds on to a large chunk. Handed out
 * bytes are never written over.
 */
const NOTHING: Buffer = Buffer.alloc(0);
const LEAST = 1024;

export class ByteBuffer {
  #storage: Buffer = NOTHING;
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** Adds a chunk, which nobody may write to from now on. */
  push(chunk: Buffer): void {
    if (this.#start === this.#end) {
      this.#storage = chunk;
      this.#start = 0;
      this.#end = chunk.length;
      return;
    }
    // A chunk that was kept is full to its end: there is room only in storage of our own.
    if (this.#storage.length - this.#end < chunk.length) this.#grow(chunk.length);
    chunk.copy(this.#storage, this.#end);
    this.#end += chunk.length;
  }

  #grow(by: number): void {
    const length = this.length;
    const storage = Buffer.allocUnsafeSlow(Math.max(2 * (length + by), LEAST));
    this.#storage.copy(storage, 0, this.#start, this.#end);
    this.#storage = storage;
    this.#start = 0;
    this.#end = length;
  }

  /** The first place of `part` at or behind `from`, or -1. */
  index_of(part: Buffer, from: number): number {
    const found = this.#storage.indexOf(part, this.#start + from);
    // Behind the end is whatever was there before; what is found there, is found there first.
    return found === -1 || found + part.length > this.#end ? -1 : found - this.#start;
  }

  /** Whether `part` stands at a place. */
  has_at(part: Buffer, place: number): boolean {
    const start = this.#start + place;
    return (
      start + part.length <= this.#end && part.equals(this.#storage.subarray(start, start + part.length))
    );
  }

  /** Takes the first `count` bytes out, or as many as there are. */
  take(count: number): Buffer {
    const storage = this.#storage;
    const start = this.#start;
    const end = Math.min(start + count, this.#end);
    this.skip(end - start);
    const taken = end - start === storage.length ? storage : storage.subarray(start, end);
    return 2 * taken.length >= storage.length ? taken : Buffer.from(taken);
  }

  /** Drops the first `count` bytes, or as many as there are. */
  skip(count: number): void {
    this.#start = Math.min(this.#start + count, this.#end);
    if (this.#start === this.#end) this.clear();
  }

  clear(): void {
    this.#storage = NOTHING;
    this.#start = 0;
    this.#end = 0;
  }
}
