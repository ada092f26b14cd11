/**
 * A text apart from its digits. An agent's answers differ only in their times and counts: the text is kept once, and
 * the digits for each posture. Joined again they are exactly the same text.
 */

const DIGITS = /\d+/g;
/** Marks the place of digits; JSON has no such character outside of an escape. */
const MARK = '\u0000';

export interface Template {
  text: string;
  /** The digits at each mark, one after the other, with blanks between. */
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
