/**
 * A text apart from its digits. What an agent answers differs each time in its times and counts and in nothing else: its
 * text is kept once, and the digits where they are asked for. Put together again they are the very same text.
 */

const DIGITS = /\d+/g;
/** Stands where digits were; JSON has no such character outside of an escape. */
const MARK = '\u0000';

export interface Template {
  text: string;
  /** What stood at each mark, one after the other, with blanks between. */
  digits: string;
}

export function templateOf(text: string): Template {
  return { text: text.replace(DIGITS, MARK), digits: (text.match(DIGITS) ?? []).join(' ') };
}

/** The text that `templateOf` took apart. */
export function filled({ text, digits }: Template): string {
  const parts = digits.split(' ');
  let next = 0;
  return text.replaceAll(MARK, () => parts[next++] ?? '');
}
