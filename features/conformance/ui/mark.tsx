/** How a rule or a line stands, as a shape and a word. What cannot be seen is drawn as unknown, never as good. */

import { Tense } from '#components/live/tense.tsx';
import { Verdict } from '#components/verdict/verdict.tsx';
import type { ConformanceState, Verdict as VerdictName } from '#lib/vocabulary.ts';

const LOOK: Readonly<Record<ConformanceState, { verdict: VerdictName; word: string }>> = {
  broken: { verdict: 'bad', word: 'Broken' },
  'cannot-see': { verdict: 'unknown', word: 'Cannot see' },
  holds: { verdict: 'good', word: 'Holds' },
  'not-applicable': { verdict: 'not-applicable', word: 'Not asked' },
};

/** `past`: the word of a moment that is over. */
export function Mark({ state, past }: { state: ConformanceState; past: boolean }) {
  const { verdict, word } = LOOK[state];
  return past ? (
    <Verdict verdict="unknown" word={`was: ${word}`} />
  ) : (
    <Verdict verdict={verdict} word={word} />
  );
}

/** As `Mark`, and turning to the past by the style sheet alone when the page freezes. */
export function LiveMark({ state, past }: { state: ConformanceState; past: boolean }) {
  return <Tense now={<Mark state={state} past={past} />} past={<Mark state={state} past />} />;
}
