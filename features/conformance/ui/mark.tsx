/** A rule or a line as a shape and a word. *Not visible* is drawn as unknown, never as good. */

import { Tense } from '#components/live/tense.tsx';
import { Verdict } from '#components/verdict/verdict.tsx';
import type { ConformanceState, Verdict as VerdictName } from '#lib/vocabulary.ts';

const WORDS: Readonly<Record<ConformanceState, string>> = {
  broken: 'Broken',
  'cannot-see': 'Cannot see',
  holds: 'Holds',
  'not-applicable': 'Not asked',
};

interface MarkProps {
  of: { readonly state: ConformanceState; readonly verdict: VerdictName };
  past: boolean;
}

/** `past`: the word for the past. */
export function Mark({ of: { state, verdict }, past }: MarkProps) {
  const word = WORDS[state];
  return past ? (
    <Verdict verdict="unknown" word={`was: ${word}`} />
  ) : (
    <Verdict verdict={verdict} word={word} />
  );
}

/** As `Mark`, and turning to the past by the style sheet alone when the page freezes. */
export function LiveMark({ of, past }: MarkProps) {
  return <Tense now={<Mark of={of} past={past} />} past={<Mark of={of} past />} />;
}
