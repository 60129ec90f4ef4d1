/**
 * How much a TLS transport has to write, as CPython counts it.
 *
 * There TLS stands on a plain transport, which takes what it is given, of whatever length, until it holds more than
 * 64 KiB, and then nothing more until that has shrunk to 16 KiB. The write buffer that the protocol hears of is what
 * meanwhile waits before it, encrypted: a single long write never fills it. Node has one buffer for all, and tells how
 * much of it is not sent; here it is divided.
 */
const HIGH_WATER = 64 * 1024;
const LOW_WATER = HIGH_WATER / 4;
/** How long a record may be, and what encryption adds to each, in TLS 1.3. */
const RECORD = 16 * 1024;
const OVERHEAD = 22;

export class TlsFlow {
  /** How much waits before the plain transport, as it was written and encrypted. */
  #waiting = 0;
  #size = 0;
  /** Whether the plain transport takes nothing. */
  #is_full = false;

  get is_full(): boolean {
    return this.#is_full;
  }

  /** How many bytes wait before the plain transport. */
  get size(): number {
    return this.#size;
  }

  /** @param unsent - how much of all is not sent yet, in bytes. */
  wrote(parts: readonly Buffer[], unsent: number): void {
    for (const { length } of parts) {
      this.#waiting += length;
      this.#size += length + OVERHEAD * Math.ceil(length / RECORD);
    }
    if (!this.#is_full) this.#hand_down(unsent);
  }

  sent(unsent: number): void {
    if (this.#is_full && unsent - this.#waiting <= LOW_WATER) this.#hand_down(unsent);
  }

  #hand_down(unsent: number): void {
    this.#waiting = 0;
    this.#size = 0;
    this.#is_full = unsent > HIGH_WATER;
  }
}
