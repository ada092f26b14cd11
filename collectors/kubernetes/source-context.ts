/** The context that every part of the Kubernetes source gets. */

import type { Logger } from 'pino';
import type { Fact } from '#lib/facts/fact.ts';
import type { Clock } from '#platform/clock.ts';
import type { Agreement } from './agreement.ts';
import type { AvailabilityBoard } from './availability-board.ts';
import type { InternalErrors } from './internal-errors.ts';
import type { KnownObjects } from './known-objects.ts';
import type { Timings } from './timings.ts';
import type { ReadOnlyTransport } from './transport.ts';

export interface SourceContext {
  transport: ReadOnlyTransport;
  clock: Clock;
  /** Never throws. */
  say(facts: Fact[]): void;
  known: KnownObjects;
  internalErrors: InternalErrors;
  agreement: Agreement;
  availability: AvailabilityBoard;
  timings: Timings;
  log: Logger;
  /** Aborted when this part ends. */
  signal: AbortSignal;
}
