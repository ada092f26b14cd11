/** State of a source or a probe as a shape and a word; in the past tense and unknown once the page has frozen. */

import { Tense } from '#components/live/tense.tsx';
import { Verdict } from '#components/verdict/verdict.tsx';
import type { Verdict as VerdictName } from '#lib/vocabulary.ts';

export function StateMark({ verdict, word }: { verdict: VerdictName; word: string }) {
  return (
    <Tense
      now={<Verdict verdict={verdict} word={word} />}
      past={<Verdict verdict="unknown" word={`was: ${word}`} />}
    />
  );
}
