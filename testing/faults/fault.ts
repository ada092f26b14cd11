/** What a file of the fault table says: how something breaks, and what must be seen of it, when, and after. */

import type { Interval, Pace } from './pace.ts';
import type { Seen } from './seen.ts';
import type { Stage } from './stage.ts';

export type Group = 'API server' | 'agents' | 'kill switch' | 'console' | 'browser';

/** What must be seen while a fault lasts, and what must not. */
export interface Expectation {
  /** Null once all is said; else what is still missing. */
  missing(seen: Seen): string | null;
  /** What looks good though it must not. Judged from when the fault was told, or had to be, until it ends. */
  looksGood(seen: Seen): readonly string[];
  /** The same of the pane as the server renders it. */
  missingOnPage(html: string): string | null;
}

export interface Fault {
  /** What breaks, in one line. */
  title: string;
  group: Group;
  /** What has to notice it. */
  interval: Interval;
  expect: Expectation;
  /** Whether a reader's browser tab is part of it. */
  tab?: true;
  /** The tab cannot be asked while the fault lasts: what it shows is seen in another way. */
  tabDeaf?: true;
  /** Tried after all others, beside none: what it looks at is how soon something is drawn. */
  alone?: true;
  /** Whether the console is led through the meddling relay. */
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
  /** How long it is watched once it was told, where the pace's own time is too short or too long, in milliseconds. */
  holdMs?: number;
  /** Where the console is known to fall short today: at which pace, in which problems and no others, and why. */
  known?: { pace: Pace['name']; problems: RegExp; why: string };
}
