/**
 * A binary min-heap in an array: CPython's `heapq`, with the comparison handed in.
 *
 * Equal elements must leave the heap in CPython's order, since timers of one deadline run in it. A popped root is
 * therefore refilled as CPython does: the hole sinks to a leaf along the smaller children (the right one when
 * neither is smaller), and the last element climbs back from there.
 *
 * @see https://docs.python.org/3/library/heapq.html
 */

/** Whether `a` goes before `b`, as Python's `<` on the elements. */
export type LessThan<T> = (a: T, b: T) => boolean;

/** Adds an item, in O(log n). */
export function heappush<T>(heap: T[], item: T, lt: LessThan<T>): void {
  heap.push(item);
  climb(heap, 0, heap.length - 1, item, lt);
}

/** Takes the smallest item, in O(log n); `undefined` from an empty heap, where Python raises `IndexError`. */
export function heappop<T>(heap: T[], lt: LessThan<T>): T | undefined {
  const smallest = heap[0];
  const last = heap.pop();
  if (heap.length > 0) settle(heap, 0, last as T, lt);
  return smallest;
}

/** Makes any array a heap, in place and in O(n). */
export function heapify<T>(items: T[], lt: LessThan<T>): void {
  for (let parent = (items.length >> 1) - 1; parent >= 0; parent--)
    settle(items, parent, items[parent] as T, lt);
}

/** Puts `item` in the hole at `hole`, or above it (not above `top`) where it is smaller than its parents. */
function climb<T>(heap: T[], top: number, hole: number, item: T, lt: LessThan<T>): void {
  while (hole > top) {
    const above = (hole - 1) >> 1;
    const parent = heap[above] as T;
    if (!lt(item, parent)) break;
    heap[hole] = parent;
    hole = above;
  }
  heap[hole] = item;
}

/** Puts `item` in the subtree whose root `top` is vacant. */
function settle<T>(heap: T[], top: number, item: T, lt: LessThan<T>): void {
  const size = heap.length;
  let hole = top;
  for (let child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
    if (child + 1 < size && !lt(heap[child] as T, heap[child + 1] as T)) child++;
    heap[hole] = heap[child] as T;
    hole = child;
  }
  climb(heap, top, hole, item, lt);
}
