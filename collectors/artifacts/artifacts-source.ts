/** Publishes the snapshots in the artifacts folder as facts: their metadata, and if their checksums match. */

import type { ListedRuns, RunFolder, Runs } from '#lib/contracts/run-meta.ts';
import type { Fact, SnapshotValue, SourceAvailability } from '#lib/facts/fact.ts';
import type { Clock } from '#platform/clock.ts';
import { startSchedule } from '../probes/schedule.ts';

/** Writers do not notify the console. Polling is enough, since a cadence item stays due for minutes. */
const READ_EVERY_MS = 5_000;
/** More than one session produces. The cadence reads only the runs of its own day. */
const MOST_TOLD = 40;
const SOURCE = 'artifacts';

export interface ArtifactsOptions {
  runs: Runs;
  clock: Clock;
  say: (facts: Fact[]) => void;
  /** In ms; for tests. */
  readEveryMs?: number;
}

/** Reads the folder now and every few seconds. @returns a function that stops it; no facts are published afterwards. */
export function startArtifacts({
  runs,
  clock,
  say,
  readEveryMs = READ_EVERY_MS,
}: ArtifactsOptions): () => void {
  let told = new Set<string>();
  let ended = false;
  const status: LastRead = { seenAt: null, blindSince: null };
  const look = async () => {
    const at = clock.now();
    const listed = await runs.newest(MOST_TOLD);
    if (ended) return;
    if (listed.problem === null) Object.assign(status, { seenAt: at, blindSince: null });
    else status.blindSince ??= at;
    const facts = listed.runs.flatMap((run) => snapshotFact(run, at));
    const subjects = new Set(facts.map(({ subject }) => subject));
    const gone = [...told].filter((subject) => !subjects.has(subject));
    // A folder that cannot be listed does not mean that its snapshots are gone.
    if (listed.problem === null) told = subjects;
    const without = listed.problem === null ? gone.map((subject) => goneFact(subject, at)) : [];
    say([statusFact(listed, status, at), ...facts, ...without]);
  };
  // An internal error shows as a source that falls silent, as for any source.
  const { stop: end } = startSchedule(clock, readEveryMs, 0, () => look().catch(() => undefined));
  return () => {
    ended = true;
    end();
  };
}

/** When the folder was last listed, and since when it cannot be listed. */
interface LastRead {
  seenAt: number | null;
  blindSince: number | null;
}

function snapshotFact(run: RunFolder, at: number): Fact[] {
  if (run.state === 'unreadable') return [];
  const { meta } = run;
  const value: SnapshotValue = {
    run: run.name,
    kind: meta.kind,
    takenAt: Date.parse(meta.takenAt),
    takenBy: meta.takenBy === null ? null : `${meta.takenBy.user}@${meta.takenBy.host}`,
    mesh: meta.mesh,
    practice: meta.practice,
    report: meta.parts.some(({ files }) => files.includes('deploy_report.json')),
    failed: meta.parts.filter(({ state }) => state === 'failed').map(({ name }) => name),
    trouble: run.state === 'altered' ? run.why : null,
  };
  return [{ subject: `snapshot/${run.name}`, kind: 'snapshot', value, observedAt: at, source: SOURCE }];
}

function goneFact(subject: string, at: number): Fact {
  return { subject, kind: 'snapshot', value: null, observedAt: at, source: SOURCE };
}

/** A folder that does not exist yet counts as available: no snapshot was written, and nothing is proven by it. */
function statusFact(
  { runs, problem, missing }: ListedRuns,
  { seenAt, blindSince }: LastRead,
  at: number,
): Fact {
  const subject = 'artifacts';
  if (missing) return { subject, kind: 'source-status', value: null, observedAt: at, source: SOURCE };
  const value: SourceAvailability = {
    label: 'Snapshots in the folder of artifacts',
    state: problem === null ? 'seen' : 'blind',
    scope: 'cluster',
    cause: problem,
    lastSeenAt: seenAt,
    syncedAt: seenAt,
    lastEventAt: null,
    unreadable: runs.filter(({ state }) => state === 'unreadable').length,
    blindSince,
    restarts: 0,
    count: runs.length,
  };
  return { subject, kind: 'source-status', value, observedAt: at, source: SOURCE };
}
