/** State of a rule or a line as a shape and a word. *Not visible* is drawn as unknown, never as good. */

import { Tense } from '#components/live/tense.tsx';
import { Verdict } from '#components/verdict/verdict.tsx';
import { CONFORMANCE_CELL_VERDICTS } from '#lib/status/conformance-cell.ts';
import type { ConformanceState } from '#lib/vocabulary.ts';

const WORDS: Readonly<Record<ConformanceState, string>> = {
  broken: 'Broken',
  'cannot-see': 'Cannot see',
  holds: 'Holds',
  'not-applicable': 'Not asked',
};

/** `past`: the word for the past. */
export function Mark({ state, past }: { state: ConformanceState; past: boolean }) {
  const word = WORDS[state];
  return past ? (
    <Verdict verdict="unknown" word={`was: ${word}`} />
  ) : (
    <Verdict verdict={CONFORMANCE_CELL_VERDICTS[state]} word={word} />
  );
}

/** As `Mark`, and turning to the past by the style sheet alone when the page freezes. */
export function LiveMark({ state, past }: { state: ConformanceState; past: boolean }) {
  return <Tense now={<Mark state={state} past={past} />} past={<Mark state={state} past />} />;
}
