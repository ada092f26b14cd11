/** The evidence that an item of the cadence was done (plan, Ops cadence): only the console's own observations count. */

import { valuesOf } from '../../facts/ledger.ts';
import { textOn } from '../../messages/dated.ts';
import { say } from '../../messages/say.ts';
import { failureBecause } from '../../messages/status/failure.ts';
import { probeReason, probeSaid } from '../../messages/status/probe.ts';
import { proofDetail, proofValue } from '../../messages/status/proof.ts';
import type { CadenceEvidence } from '../../plan/schema.ts';
import type { Message, Param } from '../../status/message.ts';
import { proofSeenAt } from '../../status/proof-status.ts';
import type { Evidence } from '../../status/status.ts';
import { EXECUTION_VERDICT, VERDICT_RANK, type Verdict } from '../../vocabulary.ts';
import { beats } from '../agents/probes/answer.ts';
import type { ProbeResult } from '../agents/probes/probe-result.ts';
import { evidence, instantOrNull } from '../base/evidence.ts';
import { isRef } from '../base/input.ts';
import type { Observation } from '../base/state.ts';
import type { Evaluated } from '../escalation/condition.ts';
import type { EvaluatedFailure } from '../failures/failure.ts';
import { changesLook } from './changes-evidence.ts';
import type { Look, Window } from './check.ts';
import { snapshotOf } from './snapshot-evidence.ts';

/**
 * Collects all the evidence that an item needs, or names the missing part. Knowledge that only people have is left out:
 * no source shows it.
 */
export function look(evaluated: Evaluated, wanted: readonly CadenceEvidence[], window: Window): Look {
  const looks = wanted.filter((e) => e.kind !== 'human').map((e) => lookAt(evaluated, e, window));
  if (looks.length === 0) return unseen(say('cadence-only-people'));
  const missing = looks.flatMap((l) => (l.observation === null ? [l.why] : []));
  const seen = looks.flatMap((l) => (l.observation === null ? [] : [l.observation]));
  return missing.length > 0 ? unseen(twoOf(missing)) : { observation: together(seen) };
}

/** The worst verdict, all values, and the time of the last of them. */
function together(seen: readonly Observation[]): Observation {
  return {
    at: Math.max(...seen.map((g) => g.at)),
    verdict: worst(seen.map((g) => g.verdict)),
    value: say('cadence-all-seen', { values: seen.map((g) => g.value) }),
    evidence: seen.flatMap((g) => g.evidence),
  };
}

function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce((a, b) => (VERDICT_RANK[b] < VERDICT_RANK[a] ? b : a));
}

const unseen = (why: Message): Look => ({ observation: null, why });
const twoOf = (items: readonly Message[]): Message => say('clauses', { items, most: 2 });
const saidBy = (of: string, said: Param): Message => say('rule-said-of', { of, said });

function lookAt(evaluated: Evaluated, wanted: CadenceEvidence, window: Window): Look {
  switch (wanted.kind) {
    case 'sample':
      return sampleOf(evaluated, wanted.agents, window);
    case 'halt-switches':
      return haltOf(evaluated, window);
    case 'execution-off':
      return executionOf(evaluated, window);
    case 'failures':
      return failuresOf(evaluated, wanted.failures);
    case 'job':
      return runOf(evaluated, wanted, window);
    case 'changes-since-close':
      return changesLook(evaluated);
    case 'human':
      return unseen(say('cadence-only-people'));
  }
}

/** The console's own results of these agents' heartbeats, each answered within the window. */
function sampleOf({ world, agents }: Evaluated, names: readonly string[], window: Window): Look {
  const results = agents
    .filter((a) => names.includes(a.plan.name))
    .flatMap((a) => a.results.filter((r) => beats(r.probe.kind)));
  if (results.length === 0) return unseen(say('cadence-no-heartbeat', { agents: names }));
  const missing = results.flatMap((r) => {
    const why = missingIn(r, window);
    return why === null ? [] : [saidBy(r.instance, why)];
  });
  if (missing.length > 0) return unseen(twoOf(missing));
  const answered = results.flatMap((r) => (r.answeredAt === null ? [] : [r.answeredAt]));
  return {
    observation: {
      at: Math.max(window.at, ...(answered.length === 0 ? [world.now] : answered)),
      verdict: worst(results.map((r) => r.verdict)),
      value: say('clauses', { items: results.map(sampled), most: 3 }),
      evidence: results.map(sampleEvidence),
    },
  };
}

/**
 * Why a probe result is no sample within the window. A missing answer is a sample: the agent was asked, and that is the
 * finding.
 */
function missingIn(r: ProbeResult, window: Window): Param {
  if (r.verdict === 'unknown') return probeSaid(r);
  if (r.code === 'no-answer') return null;
  return r.answeredAt === null || r.answeredAt < window.at ? say('cadence-not-answered') : null;
}

function sampled(r: ProbeResult): Message {
  const { instance, beatAt, limitSeconds } = r;
  return say('cadence-sample', { instance, said: probeReason(r), beatAt, limitSeconds });
}

/** The heartbeat by the producer's own timestamp, else the answer's. */
function sampleEvidence(r: ProbeResult): Evidence {
  const value = instantOrNull(r.beatAt) ?? textOn(probeSaid(r), r.answeredAt ?? Number.NaN);
  return evidence(r.probe.path, value, r.instance, r.answeredAt, `probe ${r.probe.id}`);
}

function haltOf({ execution }: Evaluated, window: Window): Look {
  const proof = execution.proofs.find((p) => p.id === 'halt-switches');
  if (proof === undefined || proof.verdict === 'unknown')
    return unseen(
      say('cadence-switch-unseen', {
        why: proof === undefined ? say('cadence-no-proof') : proofDetail(proof),
      }),
    );
  const seenAt = proofSeenAt(proof);
  if (seenAt === null || seenAt < window.at)
    return unseen(say('cadence-switch-unseen', { why: say('cadence-not-read') }));
  return {
    observation: {
      at: seenAt,
      verdict: proof.verdict,
      value: say('cadence-switch', { value: proofValue(proof), detail: proofDetail(proof) }),
      evidence: proof.evidence,
    },
  };
}

function executionOf({ world, execution }: Evaluated, window: Window): Look {
  const { outcome, proofs } = execution;
  const verdict = EXECUTION_VERDICT[outcome];
  const unclear = proofs.find((p) => p.verdict === 'unknown');
  if (verdict === 'unknown')
    return unseen(
      say('cadence-execution-unproven', { why: unclear === undefined ? null : proofDetail(unclear) }),
    );
  const early = proofs.some((p) => (proofSeenAt(p) ?? window.at) < window.at);
  if (early) return unseen(say('cadence-execution-not-proven'));
  const { name } = world.plan.mesh;
  return {
    observation: {
      at: world.now,
      verdict,
      value: say('cadence-execution', { outcome }),
      evidence: [evidence('execution', outcome, name, world.now, 'proofs of execution')],
    },
  };
}

function failuresOf({ world, failures }: Evaluated, ids: readonly string[]): Look {
  const evaluated = ids.map((id) => ({
    title: world.plan.failures.find((f) => f.id === id)?.title ?? id,
    failure: failures.get(id),
  }));
  const untold = evaluated.filter(({ failure }) => failure === undefined || failure.state === 'cannot-tell');
  if (untold.length > 0)
    return unseen(twoOf(untold.map(({ title, failure }) => saidBy(title, becauseOf(failure)))));
  const present = evaluated.filter(({ failure }) => failure?.state === 'present');
  return {
    observation: {
      at: world.now,
      verdict: worst(evaluated.map(({ failure }) => failure?.verdict ?? 'unknown')),
      value:
        present.length === 0
          ? say('cadence-failures-absent', { titles: evaluated.map(({ title }) => title) })
          : say('cadence-failures-present', {
              found: present.map(({ title, failure }) =>
                say('cadence-failure', { title, because: becauseOf(failure) }),
              ),
            }),
      evidence: evaluated.map(({ title, failure }) =>
        evidence(
          'failure mode',
          failure?.state ?? 'cannot-tell',
          title,
          world.now,
          'plan, Failure modes matrix',
        ),
      ),
    },
  };
}

function becauseOf(failure: EvaluatedFailure | undefined): Message {
  return failure === undefined ? say('failure-not-looked-for') : failureBecause(failure);
}

/** A run in the cluster or a run with a snapshot, the good one first; else either. */
function runOf(evaluated: Evaluated, { workload, snapshot }: JobEvidence, window: Window): Look {
  const job = jobOf(evaluated, workload, window);
  if (snapshot === undefined || job.observation?.verdict === 'good') return job;
  const taken = snapshotOf(evaluated.world, snapshot, window);
  if (taken.observation !== null || job.observation !== null) return taken.observation === null ? job : taken;
  return unseen(say('cadence-all-seen', { values: [job.why, taken.why] }));
}

/** A run that finished within the window, by the Job's own time; a good one counts before a failed one. */
function jobOf({ world }: Evaluated, ref: JobRef, window: Window): Look {
  const runs = valuesOf(world.ledger, 'workload').filter((w) => {
    if (w.kind !== 'Job' || w.finished === null || w.lastRunAt === null) return false;
    const owner = ref.kind === 'CronJob' ? w.owner : { kind: w.kind, name: w.name };
    const named = owner !== null && isRef(world.plan, ref, { ...owner, namespace: w.namespace });
    return named && w.lastRunAt >= window.at && w.lastRunAt < window.over;
  });
  const run = runs.find((w) => w.finished === 'complete') ?? runs[0];
  if (run === undefined) return unseen(say('cadence-no-run', { kind: ref.kind, name: ref.name }));
  const good = run.finished === 'complete';
  return {
    observation: {
      at: run.lastRunAt ?? window.at,
      verdict: good ? 'good' : 'bad',
      value: say('cadence-run', { job: run.name, completed: good }),
      evidence: [
        evidence(
          'status',
          run.finished ?? '',
          `Job ${run.namespace}/${run.name}`,
          run.lastRunAt,
          'the Job’s own status',
        ),
      ],
    },
  };
}

type JobEvidence = Extract<CadenceEvidence, { kind: 'job' }>;
type JobRef = JobEvidence['workload'];
