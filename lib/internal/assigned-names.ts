/**
 * The name that a function gets from where it is written, for those that JavaScript leaves without one because they
 * are arguments of a call: `const f = coroutine(async (n) => …)`, `work = coroutine(…)`, `{ f: coroutine(…) }`.
 *
 * This reads the text before the function with regular expressions: for a word in a repr a parser would be too much,
 * and where the text is stranger than they expect, the function merely stays nameless.
 */

const name = String.raw`#?(?<name>[\p{ID_Continue}$]+)`;
const space = String.raw`(?:\s|/\*(?:[^*]|\*(?!/))*\*/|//[^\n]*\n)*`;

// V8 names the parenthesis of `async function (` and the `async` of an arrow; a coarse source map may name either, or
// the beginning of the call.
const function_head = String.raw`(?:\basync${space})?(?:\bfunction\b${space}\*?${space})?$`;
const type_arguments = "(?:<[^;()]*>)?";
const open_calls = String.raw`(?:[\p{ID_Start}$][\p{ID_Continue}$.]*${space}${type_arguments}\(${space})*`;

const modifiers = String.raw`(?:(?:const|let|var|static|readonly|override|public|private|protected|accessor|declare)\s+)*`;
const type = String.raw`(?:[^;={}()]|=>|\((?:[^()]|\([^()]*\))*\)|\{[^{}]*\})*`;

const whole_word = String.raw`(?<![\p{ID_Continue}$.#])`;
const sources = [
  // const f =   this.f =   f =
  String.raw`(?<![:|&>?]\s*)${whole_word}(?:[\p{ID_Continue}$]+\.)*${name}\s*(?:\|\||&&|\?\?)?=`,
  // f:   "f":   ["f"]:
  String.raw`(?<!(?:\?|\bcase\b)\s*)${whole_word}(?:\[\s*)?(?<quote>["']?)${name}\k<quote>(?:\s*\])?\s*:`,
  // const f: (n: number) => Coroutine<number> =   static f?: T =
  String.raw`^[^]*(?:[\n;{}]|^|\b(?=(?:const|let|var)\s))\s*${modifiers}${name}\s*[?!]?\s*:${type}=`,
];
// Compiled when a first name is asked for: all of Unicode's letters take milliseconds.
let patterns: readonly RegExp[] | null = null;

// Far enough for a long type annotation, near enough to stay cheap in a minified script.
const reach = 1_000;

/** The name that the end of `text` gives to the function that begins there; `null` when it gives none. */
export function assigned_name(text: string): string | null {
  const near = text.slice(-reach);
  patterns ??= sources.map((source) => new RegExp(source + space + open_calls + function_head, "u"));
  for (const pattern of patterns) {
    const found = pattern.exec(near)?.groups?.name;
    if (found !== undefined) return found;
  }
  return null;
}
