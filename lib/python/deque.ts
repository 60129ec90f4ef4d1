/**
 * A queue in a ring buffer: of CPython's `collections.deque` what `asyncio.Queue` needs.
 *
 * Putting and taking costs the same at a million items as at one, which `shift` of an array does not. The ring has a
 * power of two places and doubles when it is full; once it is empty again, one that has grown big is given up.
 *
 * @see https://docs.python.org/3/library/collections.html#collections.deque
 */
const SMALL = 4;
const BIG = 1024;

export class Deque<T> implements Iterable<T> {
  #ring: (T | undefined)[] = new Array(SMALL);
  /** What is left of an index is a place in the ring. */
  #mask = SMALL - 1;
  #first = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Puts an item at the end. */
  append(item: T): void {
    if (this.#length > this.#mask) this.#grow();
    this.#ring[(this.#first + this.#length) & this.#mask] = item;
    this.#length += 1;
  }

  /** Takes the first item; `undefined` if there is none, where Python raises `IndexError`. */
  popleft(): T | undefined {
    const length = this.#length;
    if (length === 0) return undefined;
    const first = this.#first;
    const item = this.#ring[first];
    this.#ring[first] = undefined;
    this.#first = (first + 1) & this.#mask;
    this.#length = length - 1;
    if (length === 1 && this.#mask >= BIG) this.#replace([], SMALL);
    return item;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let index = 0; index < this.#length; index++) {
      yield this.#ring[(this.#first + index) & this.#mask] as T;
    }
  }

  #grow(): void {
    const ring = this.#ring;
    const first = this.#first;
    this.#replace(first === 0 ? ring : ring.slice(first).concat(ring.slice(0, first)), 2 * ring.length);
  }

  #replace(ring: (T | undefined)[], places: number): void {
    ring.length = places;
    this.#ring = ring;
    this.#mask = places - 1;
    this.#first = 0;
  }
}
