/**
 * An agent's answer may hold characters that XML does not allow (XML 1.0, 2.2); one of them would leave the picture
 * empty.
 */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** The same text with U+FFFD for each of them, as browsers show it. */
export function xmlText(text: string): string {
  return text.replaceAll(NOT_XML, '\u{FFFD}');
}
