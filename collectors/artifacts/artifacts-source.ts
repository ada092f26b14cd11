/** The snapshots in the folder of artifacts as facts: what each says of itself, and whether its checksums fit. */

import type { ListedRuns, RunFolder, Runs } from '#lib/contracts/run-meta.ts';
import type { Fact, SightValue, SnapshotValue } from '#lib/facts/fact.ts';
import type { Clock } from '#platform/clock.ts';
import { startSchedule } from '../probes/schedule.ts';

/** Who writes them does not tell; an item of the cadence is due for minutes. */
const READ_EVERY_MS = 5_000;
/** More than a session has: the cadence asks for those of its own day. */
const MOST_TOLD = 40;
const SOURCE = 'artifacts';

export interface ArtifactsOptions {
  runs: Runs;
  clock: Clock;
  say: (facts: Fact[]) => void;
  /** In ms; for tests. */
  readEveryMs?: number;
}

/** Reads the folder now and every few seconds. @returns what ends it; nothing is said afterwards. */
export function startArtifacts({
  runs,
  clock,
  say,
  readEveryMs = READ_EVERY_MS,
}: ArtifactsOptions): () => void {
  let told = new Set<string>();
  let ended = false;
  const sight: Sight = { seenAt: null, blindSince: null };
  const look = async () => {
    const at = clock.now();
    const listed = await runs.newest(MOST_TOLD);
    if (ended) return;
    if (listed.problem === null) Object.assign(sight, { seenAt: at, blindSince: null });
    else sight.blindSince ??= at;
    const facts = listed.runs.flatMap((run) => snapshotFact(run, at));
    const subjects = new Set(facts.map(({ subject }) => subject));
    const gone = [...told].filter((subject) => !subjects.has(subject));
    // What cannot be listed is not gone.
    if (listed.problem === null) told = subjects;
    const without = listed.problem === null ? gone.map((subject) => goneFact(subject, at)) : [];
    say([sightFact(listed, sight, at), ...facts, ...without]);
  };
  // A mistake in here is told by its silence, as of any source.
  const end = startSchedule(clock, readEveryMs, 0, () => look().catch(() => undefined));
  return () => {
    ended = true;
    end();
  };
}

/** When the folder was last listed, and since when it cannot be. */
interface Sight {
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

/** A folder that nobody made yet is no blindness: nothing was written, and nothing is shown as done by it. */
function sightFact({ runs, problem, missing }: ListedRuns, { seenAt, blindSince }: Sight, at: number): Fact {
  const subject = 'artifacts';
  if (missing) return { subject, kind: 'sight', value: null, observedAt: at, source: SOURCE };
  const value: SightValue = {
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
  return { subject, kind: 'sight', value, observedAt: at, source: SOURCE };
}
