/** A file of the fault table: the cause, and the expected observations during and after. */

import type { Interval, Pace } from './pace.ts';
import type { Seen } from './seen.ts';
import type { Stage } from './stage.ts';

export type Group = 'API server' | 'agents' | 'kill switch' | 'console' | 'browser';

/** Required and forbidden observations during a fault. */
export interface Expectation {
  /** Null once everything is reported; otherwise the missing part. */
  missing(seen: Seen): string | null;
  /**
   * Subjects that look good but must not; evaluated from the time at which the fault was or had to be reported until
   * it ends.
   */
  looksGood(seen: Seen): readonly string[];
  /** The same of the pane as the server renders it. */
  missingOnPage(html: string): string | null;
}

export interface Fault {
  /** The fault, in one line. */
  title: string;
  group: Group;
  /** The check that must notice it. */
  interval: Interval;
  expect: Expectation;
  /** True if a browser tab is part of it. */
  tab?: true;
  /** The tab cannot be asked while the fault lasts: what it shows is seen in another way. */
  tabDeaf?: true;
  /** Tried after all others, alone: it measures how soon something is drawn. */
  alone?: true;
  /** True if the console connects through the relay. */
  relayed?: true;
  /** Puts on stage what is no fault yet. Not timed. */
  prepare?(stage: Stage): Promise<void>;
  /** A number that comes of it says since when the fault is there, by `performance.now()`; else since it was begun. */
  cause(stage: Stage): unknown;
  /** Ends the fault. Not called again when it fails. */
  end(stage: Stage): Promise<void> | void;
  /** Takes off stage what `prepare` put there. Not timed. */
  restore?(stage: Stage): Promise<void>;
  /** Verdicts that may differ from before once it is over, and why that is right: `proof halt-processes`. */
  leaves?: { verdicts: readonly string[]; why: string };
  /** Observation time after the report, if it differs from the pace's, in milliseconds. */
  holdMs?: number;
  /** Known shortfall: pace, exact problems, and reason. */
  known?: { pace: Pace['name']; problems: RegExp; why: string };
}
