/** Text of agents and images must not end a cell, begin a line or become markup. */
export function markdownText(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\|<>[\]*_`]/g, (c) => `\\${c}`);
}
