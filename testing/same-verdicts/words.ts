/**
 * Words that were renamed since the reference: by what they are said of, the old word and the new one. Both sides are
 * recorded in the new words, so that a renaming is no difference. Data alone: whoever renames a word adds a line.
 */
export const RENAMED = {
  'escalation state': { held: 'waiting', quiet: 'inactive' },
  'action paging': { held: 'waiting' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a renamed word was said of. */
export type Said = keyof typeof RENAMED;

/** The word as it is called now. */
export function wordNow(said: Said, word: string): string {
  return new Map<string, string>(Object.entries(RENAMED[said])).get(word) ?? word;
}
