/** `reprlib.recursive_repr`: an object that is met again inside its own repr is written as `...`. */

const in_progress = new Set<object>();

export function recursive_repr(subject: object, make: () => string): string {
  if (in_progress.has(subject)) return "...";
  in_progress.add(subject);
  try {
    return make();
  } finally {
    in_progress.delete(subject);
  }
}
