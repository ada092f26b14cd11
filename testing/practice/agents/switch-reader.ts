/**
 * The kill switch as the programs of the mesh read it, by themselves: the console's reader is held against what they
 * answer.
 */

/** One of a program's ways to the kill switch, and what it finds there; undefined when it cannot be read. */
export interface SwitchSource {
  readonly way: 'env' | 'file';
  /** The variable's name, or the file's path. */
  readonly at: string;
  readonly text: string | undefined;
}

type Reader = (source: SwitchSource) => string;

const HALTING = ['1', 'true', 'yes', 'on'];

/** What Python's `str.strip()` takes away. A byte-order mark is not among it, unlike with `trim()`. */
const PYTHON_SPACE =
  '\t\n\v\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000';
/** Where Python's `splitlines()` ends a line. */
const PYTHON_LINE_ENDS = '\n\r\v\f\u001c\u001d\u001e\u0085\u2028\u2029';

/** Most programs: the whole variable, and the first line of a file. */
const python: Reader = ({ way, text = '' }) => {
  const characters = [...text];
  const end = way === 'file' ? characters.findIndex((c) => PYTHON_LINE_ENDS.includes(c)) : -1;
  const line = end === -1 ? characters : characters.slice(0, end);
  const first = line.findIndex((c) => !PYTHON_SPACE.includes(c));
  const last = line.findLastIndex((c) => !PYTHON_SPACE.includes(c));
  return first === -1 ? '' : line.slice(first, last + 1).join('');
};

/** The service in Node. */
const node: Reader = ({ way, text = '' }) =>
  (way === 'file' ? (text.split(/\r?\n/, 1)[0] ?? '') : text).trim();

const READERS = { python, node };

/** The first way that halts; undefined when none does, an unreadable one included. */
export function haltedBy(
  sources: readonly SwitchSource[],
  reader: keyof typeof READERS = 'python',
): SwitchSource | undefined {
  return sources.find((source) => HALTING.includes(READERS[reader](source).toLowerCase()));
}
