/** A source in words, by its code. */

import type { Message, Params } from '../../status/message.ts';
import type { SourceCode } from '../../status/source.ts';
import { text } from '../text.ts';

/** The state of a source in a word or two. */
const STATES: Readonly<Record<SourceCode, string>> = {
  starting: 'Starting',
  blind: 'Blind',
  silent: 'Silent',
  unread: 'Late',
  late: 'Late',
  absent: 'Not in this cluster',
  unasked: 'Not asked',
  missing: 'Not there',
  narrow: 'Seen',
  partial: 'Seen',
  seen: 'Seen',
};
const STATE_OF = new Map<string, string>(Object.entries(STATES));

export interface SourceStatus {
  readonly code: string;
  readonly params: Params;
}

/** Why a source is as its code says. */
export function sourceReason({ code, params }: SourceStatus): Message {
  return { code: `source-${code}`, params };
}

/** Its state, and why in one line; empty when there is nothing to say. */
export function sourceText(status: SourceStatus): { state: string; reason: string } {
  return { state: STATE_OF.get(status.code) ?? status.code, reason: text(sourceReason(status)) };
}

/** Why it shows nothing, in one line: where there is no reason, its state. */
export function sourceWhy(status: SourceStatus): string {
  const { state, reason } = sourceText(status);
  return reason || state;
}

/** Both in one line, e.g. `Blind: connection refused since 10:14:59 ET`. */
export function sourceLine(status: SourceStatus): string {
  const { state, reason } = sourceText(status);
  return reason === '' ? state : `${state}: ${reason}`;
}
