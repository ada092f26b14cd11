/** A kind of probe: how the body of an answer is read. Everything else is the same for all kinds. */

import type { Reading, Reply } from '#lib/contracts/reading.ts';
import type { AnswerValue } from '#lib/facts/fact.ts';

type Base = 'agent' | 'probe' | 'instance' | 'status' | 'raw';
type WithoutBase<T> = T extends unknown ? Omit<T, Base> : never;

/** An answer without its agent and its body. */
export type Evidence = WithoutBase<AnswerValue>;

export interface ProbeKindDefinition {
  /** The format of the body; JSON if left out. As `text`, or as `any`, `Reply.json` is the text. */
  body?: 'text' | 'any';
  /** The service whose access token is sent, if the console was given one. */
  token?: 'google';
  read(reply: Reply): Reading<Evidence>;
}
