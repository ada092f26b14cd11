/** What shows that an item of the cadence was done (plan, Ops cadence): what the console itself sees, and nothing else. */

import { valuesOf } from '../../facts/ledger.ts';
import { clauses, listed } from '../../messages/lists.ts';
import { probeReason, probeSaid } from '../../messages/status/probe.ts';
import { text } from '../../messages/text.ts';
import type { CadenceEvidence } from '../../plan/schema.ts';
import { EXECUTION_VERDICT, VERDICT_RANK, type Verdict } from '../../vocabulary.ts';
import type { ProbeReading } from '../agents/probes/probe-result.ts';
import { clockTime } from '../base/evidence.ts';
import { isRef } from '../base/input.ts';
import type { Glimpse } from '../base/state.ts';
import type { Judged } from '../escalation/condition.ts';
import type { Look, Window } from './check.ts';
import { snapshotOf } from './snapshot-evidence.ts';

/** Sees all that an item asks for, or says what is missing. What only people know is left out: it is never seen. */
export function look(judged: Judged, wanted: readonly CadenceEvidence[], window: Window): Look {
  const looks = wanted.filter((e) => e.kind !== 'human').map((e) => lookAt(judged, e, window));
  if (looks.length === 0) return unseen('only people can know');
  const missing = looks.flatMap((l) => (l.glimpse === null ? [l.why] : []));
  const seen = looks.flatMap((l) => (l.glimpse === null ? [] : [l.glimpse]));
  return missing.length > 0 ? unseen(clauses(missing, 2)) : { glimpse: together(seen) };
}

/** The worst verdict, all values, and the time of the last of them. */
function together(seen: readonly Glimpse[]): Glimpse {
  return {
    at: Math.max(...seen.map((g) => g.at)),
    verdict: worst(seen.map((g) => g.verdict)),
    value: seen.map((g) => g.value).join('; '),
  };
}

function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce((a, b) => (VERDICT_RANK[b] < VERDICT_RANK[a] ? b : a));
}

const unseen = (why: string): Look => ({ glimpse: null, why });

function lookAt(judged: Judged, wanted: CadenceEvidence, window: Window): Look {
  switch (wanted.kind) {
    case 'sample':
      return sampleOf(judged, wanted.agents, window);
    case 'halt-switches':
      return haltOf(judged, window);
    case 'execution-off':
      return executionOf(judged, window);
    case 'failures':
      return failuresOf(judged, wanted.failures);
    case 'job':
      return runOf(judged, wanted, window);
    case 'human':
      return unseen('only people can know');
  }
}

const HEARTBEATS: readonly string[] = ['marketdata-heartbeat', 'ops-status', 'firestore-heartbeat'];

/** The console's own readings of these agents' heartbeats, each answered within the window. */
function sampleOf({ world, agents }: Judged, names: readonly string[], window: Window): Look {
  const readings = agents
    .filter((a) => names.includes(a.plan.name))
    .flatMap((a) => a.readings.filter((r) => HEARTBEATS.includes(r.probe.kind)));
  if (readings.length === 0) return unseen(`${listed([...names])}: no heartbeat to sample`);
  const missing = readings.flatMap((r) => {
    const why = missingIn(r, window);
    return why === null ? [] : [`${r.instance}: ${why}`];
  });
  if (missing.length > 0) return unseen(clauses(missing, 2));
  const answered = readings.flatMap((r) => (r.answeredAt === null ? [] : [r.answeredAt]));
  return {
    glimpse: {
      at: Math.max(window.at, ...(answered.length === 0 ? [world.now] : answered)),
      verdict: worst(readings.map((r) => r.verdict)),
      value: clauses(readings.map(sampleText)),
    },
  };
}

/** Why a reading is no sample within the window. That nobody answers is one: it was asked, and that is the finding. */
function missingIn(r: ProbeReading, window: Window): string | null {
  if (r.verdict === 'unknown') return text(probeSaid(r));
  if (r.code === 'no-answer') return null;
  return r.answeredAt === null || r.answeredAt < window.at ? 'not answered since then' : null;
}

function sampleText(r: ProbeReading): string {
  const beat = r.beatAt === null ? 'fresh' : `last beat ${clockTime(r.beatAt)}`;
  const limit = r.limitSeconds === null ? '' : `, limit ${r.limitSeconds} s`;
  return `${r.instance}: ${text(probeReason(r)) || `${beat}${limit}`}`;
}

function haltOf({ execution }: Judged, window: Window): Look {
  const proof = execution.proofs.find((p) => p.id === 'halt-switches');
  if (proof === undefined || proof.verdict === 'unknown')
    return unseen(`kill switch: ${proof?.detail ?? 'no proof'}`);
  if (proof.observedAt === null || proof.observedAt < window.at)
    return unseen('kill switch: not read since then');
  return {
    glimpse: {
      at: proof.observedAt,
      verdict: proof.verdict,
      value: `kill switch ${proof.value}: ${proof.detail}`,
    },
  };
}

function executionOf({ world, execution }: Judged, window: Window): Look {
  const { outcome, proofs } = execution;
  const verdict = EXECUTION_VERDICT[outcome];
  const unclear = proofs.find((p) => p.verdict === 'unknown');
  if (verdict === 'unknown')
    return unseen(`execution unproven: ${unclear === undefined ? '' : unclear.detail}`);
  const early = proofs.some((p) => p.observedAt !== null && p.observedAt < window.at);
  if (early) return unseen('execution: not proven since then');
  return { glimpse: { at: world.now, verdict, value: `execution ${outcome.replaceAll('-', ' ')}` } };
}

function failuresOf({ world, failures }: Judged, ids: readonly string[]): Look {
  const judged = ids.map((id) => ({
    title: world.plan.failures.find((f) => f.id === id)?.title ?? id,
    failure: failures.get(id),
  }));
  const untold = judged.filter(({ failure }) => failure === undefined || failure.state === 'cannot-tell');
  if (untold.length > 0)
    return unseen(
      clauses(
        untold.map(({ title, failure }) => `${title}: ${failure?.because ?? 'not looked for'}`),
        2,
      ),
    );
  const present = judged.filter(({ failure }) => failure?.state === 'present');
  return {
    glimpse: {
      at: world.now,
      verdict: worst(judged.map(({ failure }) => failure?.verdict ?? 'unknown')),
      value:
        present.length === 0
          ? `absent: ${judged.map(({ title }) => title).join(', ')}`
          : `present: ${clauses(
              present.map(({ title, failure }) => `${title} (${failure?.because ?? ''})`),
              2,
            )}`,
    },
  };
}

/** A run in the cluster or one that left a snapshot, whichever is good; then whichever there is. */
function runOf(judged: Judged, { workload, snapshot }: JobEvidence, window: Window): Look {
  const job = jobOf(judged, workload, window);
  if (snapshot === undefined || job.glimpse?.verdict === 'good') return job;
  const taken = snapshotOf(judged.world, snapshot, window);
  if (taken.glimpse !== null || job.glimpse !== null) return taken.glimpse === null ? job : taken;
  return unseen(`${job.why}; ${taken.why}`);
}

/** A run that finished within the window, by the Job's own time; a good one counts before a failed one. */
function jobOf({ world }: Judged, ref: JobRef, window: Window): Look {
  const runs = valuesOf(world.ledger, 'workload').filter((w) => {
    if (w.kind !== 'Job' || w.finished === null || w.lastRunAt === null) return false;
    const owner = ref.kind === 'CronJob' ? w.owner : { kind: w.kind, name: w.name };
    const named = owner !== null && isRef(world.plan, ref, { ...owner, namespace: w.namespace });
    return named && w.lastRunAt >= window.at && w.lastRunAt < window.over;
  });
  const run = runs.find((w) => w.finished === 'complete') ?? runs[0];
  if (run === undefined) return unseen(`no finished run of ${ref.kind} ${ref.name} seen`);
  const good = run.finished === 'complete';
  return {
    glimpse: {
      at: run.lastRunAt ?? window.at,
      verdict: good ? 'good' : 'bad',
      value: `Job ${run.name} ${good ? 'completed' : 'failed'}`,
    },
  };
}

type JobEvidence = Extract<CadenceEvidence, { kind: 'job' }>;
type JobRef = JobEvidence['workload'];
