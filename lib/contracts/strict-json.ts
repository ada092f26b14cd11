/**
 * JSON as evidence, with only one meaning. A document with a duplicate key has two meanings, which depend on the
 * parser; a number that no double holds is read as infinite; unbounded nesting attacks any code that walks the value.
 * None of them proves anything, so all are refused (docs/decisions/0011-hostile-answers.md).
 */

/** No answer of a known service nests deeper than five. */
export const MAX_DEPTH = 64;
const NUMBER_START = /[-\d]/;
const NUMBER = /[-+.\deE]+/y;

/** Why a body is no evidence whatever it contains. */
export type BodyProblem =
  | 'not-json'
  | 'key-twice'
  | 'number-too-large'
  | 'too-deep'
  | 'not-utf8'
  | 'not-sent-as-json'
  | 'not-sent-as-text';

/** `value`: the parsed value. `problem`: why it is no evidence. */
export type StrictJson = { value: unknown } | { problem: BodyProblem };

export function readStrictJson(text: string): StrictJson {
  return strictly(text) ?? strictly(withoutNumberWords(text)) ?? { problem: 'not-json' };
}

/** Null if it is not JSON. */
function strictly(text: string): StrictJson | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const problem = problemOf(text);
  return problem === null ? { value } : { problem };
}

/** A string that does not end is matched too, so that none of it is searched twice. */
const STRING_OR_NUMBER_WORD = /"(?:[^"\\]|\\[\s\S])*"?|-?\bInfinity\b|\bNaN\b/g;

/** Python writes these words for numbers. They become text: a number field that holds one cannot be read, all others can. */
function withoutNumberWords(text: string): string {
  return text.replace(STRING_OR_NUMBER_WORD, (part) => (part.startsWith('"') ? part : `"${part}"`));
}

/** The keys of an object that is open at this place of the text; null for an array, which has none. */
type Open = { keys: Set<string>; awaitsKey: boolean } | null;

/** The problem of a text that is known to be JSON; null if there is none. Walks it once, without recursion. */
function problemOf(text: string): BodyProblem | null {
  const open: Open[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '"') {
      const end = stringEnd(text, at);
      if (isRepeated(open.at(-1), text.slice(at, end))) return 'key-twice';
      at = end;
    } else if (NUMBER_START.test(char)) {
      const end = numberEnd(text, at);
      if (!Number.isFinite(Number(text.slice(at, end)))) return 'number-too-large';
      at = end;
    } else {
      step(open, char);
      if (open.length > MAX_DEPTH) return 'too-deep';
      at += 1;
    }
  }
  return null;
}

/** Follows brackets and commas. Everything else between values is a blank, a colon or a literal's letter. */
function step(open: Open[], char: string): void {
  if (char === '{') open.push({ keys: new Set(), awaitsKey: true });
  else if (char === '[') open.push(null);
  else if (char === '}' || char === ']') open.pop();
  else if (char === ',') {
    const within = open.at(-1);
    if (within) within.awaitsKey = true;
  }
}

/** True if this string is a key that its object has already; the same key may be written with other escapes. */
function isRepeated(within: Open | undefined, quoted: string): boolean {
  if (!within?.awaitsKey) return false;
  within.awaitsKey = false;
  const key = String(JSON.parse(quoted));
  if (within.keys.has(key)) return true;
  within.keys.add(key);
  return false;
}

/** The place after the closing quote of the string that begins at `from`. */
function stringEnd(text: string, from: number): number {
  let at = from + 1;
  while (text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
}

function numberEnd(text: string, from: number): number {
  NUMBER.lastIndex = from;
  NUMBER.test(text);
  return NUMBER.lastIndex;
}
