/** What a kind of probe is: how the body of an answer is read. Everything else is alike for all of them. */

import type { Reading, Reply } from '#lib/contracts/reading.ts';
import type { AnswerValue } from '#lib/facts/fact.ts';

type Base = 'agent' | 'probe' | 'instance' | 'status' | 'raw';
type WithoutBase<T> = T extends unknown ? Omit<T, Base> : never;

/** An answer without who was asked and what the body was. */
export type Evidence = WithoutBase<AnswerValue>;

export interface ProbeKindDefinition {
  /** How the body is written; JSON when left out. As `text`, or as `any`thing that can be read, `Reply.json` is the text. */
  body?: 'text' | 'any';
  /** Whose access token goes along, where the console was given one. */
  token?: 'google';
  read(reply: Reply): Reading<Evidence>;
}
