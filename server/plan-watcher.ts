/**
 * The plan's file on disk, taken up while running. A change is noticed by the directory's events (editors and
 * ConfigMap mounts replace the file instead of writing it) and, where those fail, by looking every few seconds.
 */

import { watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readLimited } from '#platform/limited-file.ts';
import { formatProblems, PLAN_LIMIT_BYTES, type PlanResult, parsePlan, problemAt } from './plan-file.ts';

export interface PlanWatcherOptions {
  readonly file: string;
  /** Slugs of the existing runbooks; read with every plan. */
  readonly runbooks?: () => ReadonlySet<string>;
  /** The last content; the same content is no news. Without it the first content is news. */
  readonly known?: PlanResult;
  /** Called once for each change: the new plan, or the problems of a file that is none. */
  readonly onNews: (result: PlanResult) => void;
  readonly pollMs?: number;
  /** Quiet time after an event, since editors write in several steps. */
  readonly settleMs?: number;
  /** Reports a change in a directory; `fs.watch` unless a test stands in for a file system without events. */
  readonly watchDirectory?: (directory: string, onEvent: () => void) => DirectoryEvents;
}

interface DirectoryEvents {
  on(event: 'error', listener: () => void): unknown;
  close(): void;
}

export interface PlanWatcher {
  /** Checks now; resolves when the result has been reported. */
  check(): Promise<void>;
  /** Stops all reports, including that of a check under way. */
  close(): void;
}

/** Reads and parses a plan's file. Never rejects: a file that cannot be read is a problem like any other. */
export async function readPlan(file: string, runbooks?: ReadonlySet<string>): Promise<PlanResult> {
  try {
    return parsePlan(await readLimited(file, PLAN_LIMIT_BYTES), runbooks ? { runbooks } : {});
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const problem = problemAt(
      1,
      `expected a file that can be read; ${reason}`,
      'Check its path and its permissions.',
    );
    return { ok: false, problems: [problem] };
  }
}

/** Watches a plan's file until closed. Nothing that happens to the file throws or rejects. */
export function watchPlan(options: PlanWatcherOptions): PlanWatcher {
  const { pollMs = 2000, settleMs = 100, watchDirectory = watch } = options;
  let closed = false;
  const onNews = (result: PlanResult): void => {
    if (!closed) options.onNews(result);
  };
  const check = singleFlight(makeCheck({ ...options, onNews }));
  let settling: NodeJS.Timeout | undefined;
  let events: DirectoryEvents | null = null;

  const onEvent = (): void => {
    clearTimeout(settling);
    settling = setTimeout(check, settleMs).unref();
  };
  const listen = (): void => {
    try {
      events ??= watchDirectory(dirname(options.file), onEvent);
      events.on('error', () => {
        events?.close();
        events = null;
      });
    } catch {
      events = null; // No events here, or no directory yet: the next look tries again.
    }
  };
  listen();
  const poll = setInterval(() => {
    if (!events) listen();
    void check();
  }, pollMs).unref();
  return {
    check,
    close: () => {
      closed = true;
      clearInterval(poll);
      clearTimeout(settling);
      events?.close();
    },
  };
}

/** Checks the file once and reports only changes. */
function makeCheck({ file, runbooks, known, onNews }: PlanWatcherOptions): () => Promise<void> {
  let seen = '';
  let told = known ? gist(known) : null;
  let valid = known?.ok ?? false;
  return async () => {
    const signature = await signatureOf(file);
    // A plan that is invalid may become valid without a change of its file: a missing runbook was added.
    if (valid && signature !== '' && signature === seen) return;
    const result = await readPlan(file, runbooks?.());
    [seen, valid] = [signature, result.ok];
    if (gist(result) === told) return;
    told = gist(result);
    tell(onNews, result);
  };
}

const gist = (result: PlanResult): string =>
  result.ok ? result.digest : formatProblems(result.problems, '');

/** A listener that fails on a new plan leaves the old one in force: that is a problem to report, not a crash. */
function tell(onNews: PlanWatcherOptions['onNews'], result: PlanResult): void {
  try {
    onNews(result);
  } catch (error) {
    if (!result.ok) return;
    const message = `expected a plan that can be taken up; ${error instanceof Error ? error.message : String(error)}`;
    tell(onNews, { ok: false, problems: [problemAt(1, message, 'Restart the console with this plan.')] });
  }
}

/** Fingerprint of the file; empty while it cannot be read. */
async function signatureOf(file: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join(':');
  } catch {
    return '';
  }
}

/** Runs one at a time; calls that come meanwhile share one more run after it, so that none is lost. */
function singleFlight(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let queued: Promise<void> | null = null;
  const start = (): Promise<void> => {
    running = run().finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    if (!running) return start();
    queued ??= running.then(() => {
      queued = null;
      return start();
    });
    return queued;
  };
}
