/** What is said over time, by subject and without times: when something is said differs from run to run. */
import { type Line, unique, type Words } from './projection.ts';

const NOT_SAID = '(nothing)';

/**
 * Of each subject its states in their order, and the last one by itself: the way to it may differ from run to run where
 * two sources race, and the end may not.
 */
export function sequencesOf(heard: readonly Words[]): Words {
  const subjects = [...new Set(heard.flatMap((words) => Object.keys(words)))].sort();
  return unique(
    subjects.flatMap((subject): Line[] => {
      const states = distinct(heard.map((words) => words[subject] ?? NOT_SAID));
      return [
        [subject, states.join(', then ')],
        [`${subject}, at the end`, states.at(-1) ?? NOT_SAID],
      ];
    }),
  );
}

/** Without what only repeats the state before it. */
function distinct(states: readonly string[]): string[] {
  return states.filter((state, i) => state !== states[i - 1]);
}
