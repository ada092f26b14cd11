/**
 * A kill switch as the programs of the mesh read it (docs/contracts.md, Kill switch). They take it from a variable or from
 * a file, and those in Python and those in Node strip and split differently. What every one of them calls halted is
 * halted; what they differ about is not confirmed.
 */

const READERS = ['python', 'node'] as const;
export type HaltReader = (typeof READERS)[number];
export type HaltWay = 'variable' | 'file';

/** No flag but `i`: without `u` it folds ASCII alone, so that no odd letter becomes one of these words. */
const TRUTHY = /^(?:1|true|yes|on)$/i;
const FALSY = /^(?:0|false|no|off)$/i;

/** What Python's `str.strip` removes: U+001C to U+001F and U+0085 too, and not U+FEFF, which `trim` removes. */
const PYTHON_BLANK = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
/** Where Python's `str.splitlines` ends a line. */
const PYTHON_LINE_END = /[\n-\r\x1c-\x1e\x85\u2028\u2029]/;
const NODE_LINE_END = /\r?\n/;

/** How one reader takes a value: it halts by it, or it reads a word that allows, or one that is neither. */
export function haltBy(reader: HaltReader, way: HaltWay, value: string): 'halts' | 'allows' | 'neither' {
  const word = wordOf(reader, way, value);
  if (TRUTHY.test(word)) return 'halts';
  return FALSY.test(word) ? 'allows' : 'neither';
}

/** Of a file the first line alone counts: an empty one is not halted, whatever follows. */
function wordOf(reader: HaltReader, way: HaltWay, value: string): string {
  if (reader === 'node') return (way === 'file' ? firstLine(value, NODE_LINE_END) : value).trim();
  return strippedAsPython(way === 'file' ? firstLine(value, PYTHON_LINE_END) : value);
}

function firstLine(text: string, end: RegExp): string {
  const at = text.search(end);
  return at === -1 ? text : text.slice(0, at);
}

function strippedAsPython(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && PYTHON_BLANK.test(text.charAt(from))) from += 1;
  while (to > from && PYTHON_BLANK.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** `differ`: some programs halt by the value, and others do not. `unknown`: none halts, and not all read a word that allows. */
export type HaltRead = 'halted' | 'allowed' | 'differ' | 'unknown';

/** `ways`: how programs may take the value; a ConfigMap's may be taken in both ways. */
export function readHaltValue(value: string, ways: readonly HaltWay[] = ['variable', 'file']): HaltRead {
  const taken = ways.flatMap((way) => READERS.map((reader) => haltBy(reader, way, value)));
  if (taken.every((each) => each === 'halts')) return 'halted';
  if (taken.includes('halts')) return 'differ';
  return taken.every((each) => each === 'allows') ? 'allowed' : 'unknown';
}

const PLAIN_BLANKS = '[ \\t\\r\\n]{0,20}';
const ON = new RegExp(`^${PLAIN_BLANKS}(?:1|true|yes|on)${PLAIN_BLANKS}$`, 'i');
const OFF = new RegExp(`^${PLAIN_BLANKS}(?:0|false|no|off)${PLAIN_BLANKS}$`, 'i');

/** Any other switch of a program, such as dry run. How it is read is its own: only plain words count. */
export function readOnOff(value: string): 'on' | 'off' | 'unknown' {
  if (ON.test(value)) return 'on';
  return OFF.test(value) ? 'off' : 'unknown';
}
