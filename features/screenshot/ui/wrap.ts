/** Lines of text that fit. */

/** At spaces; a word that is too long by itself is broken, so that an address is never cut off. */
export function wrap(text: string, fits: (part: string) => boolean): string[] {
  const done: string[] = [];
  let open = '';
  for (const word of text.split(' ')) {
    const longer = open === '' ? word : `${open} ${word}`;
    if (fits(longer)) {
      open = longer;
      continue;
    }
    if (open !== '') done.push(open);
    open = '';
    for (const char of word) {
      if (open !== '' && !fits(open + char)) {
        done.push(open);
        open = '';
      }
      open += char;
    }
  }
  return [...done, open];
}
