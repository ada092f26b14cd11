/** Judges that are wrong, each in one way: the oracle must catch every one of them. */

import { describe, expect, test } from 'vitest';
import type { World } from '#lib/evaluate/base/input.ts';
import { EMPTY_STATE } from '#lib/evaluate/base/state.ts';
import { type Evaluation, evaluate } from '#lib/evaluate/evaluate.ts';
import type { FactKind } from '#lib/facts/fact.ts';
import type { Entry, Ledger } from '#lib/facts/ledger.ts';
import { proofText } from '#lib/messages/status/proof.ts';
import type { Evaluate } from './console.ts';
import { examine } from './examine.ts';
import { makeWorld, type SimulatedWorld } from './world.ts';

const SEED = 20_261_120;

type Said = Evaluation['said'];
const saying =
  (change: (said: Said) => Said): Evaluate =>
  (world, before) => {
    const { said, evaluationState } = evaluate(world, before);
    return { said: change(said), evaluationState };
  };
const seeing =
  (change: (world: World) => World): Evaluate =>
  (world, before) =>
    evaluate(change(world), before);

type Shelf = ReadonlyMap<string, Entry>;

/** The ledger with the facts of one kind changed, or left out where null. */
function withFacts(
  ledger: Ledger,
  kind: FactKind,
  change: (entry: Entry, subject: string) => Entry | null,
): Ledger {
  const shelf: Shelf = ledger.get(kind) ?? new Map();
  const changed = [...shelf].flatMap(([subject, entry]): [string, Entry][] => {
    const next = change(entry, subject);
    return next === null ? [] : [[subject, next]];
  });
  return new Map([...ledger, [kind, new Map(changed)]]);
}

const without = (kind: FactKind, drops: (entry: Entry, subject: string) => boolean): Evaluate =>
  seeing((world) => ({
    ...world,
    ledger: withFacts(world.ledger, kind, (entry, subject) => (drops(entry, subject) ? null : entry)),
  }));

/** Every source status is as if it had just been said, and of the whole cluster. */
function withSourceStatus(world: World, value: object): World {
  const ledger = withFacts(world.ledger, 'source-status', (entry) => {
    const { fact } = entry;
    return fact.value === null || !('lastSeenAt' in fact.value)
      ? entry
      : { ...entry, fact: { ...fact, observedAt: world.now, value: { ...fact.value, ...value } } };
  });
  return { ...world, ledger };
}

const isExecutorPod = (subject: string): boolean => /crane|derrick|bystander|helper|nightly/.test(subject);
let calls = 0;

const WRONG_JUDGES: Record<string, Evaluate> = {
  'always unknown': saying((said) => ({
    ...said,
    execution: { ...said.execution, outcome: 'unproven', verdict: 'unknown' },
    agents: said.agents.map((a) => ({ ...a, verdict: 'unknown' })),
    failures: said.failures.map((f) => ({ ...f, state: 'cannot-tell', verdict: 'unknown' })),
  })),
  'always proven off': saying((said) => ({
    ...said,
    execution: { ...said.execution, outcome: 'proven-off', verdict: 'good' },
  })),
  'unproven instead of off': saying((said) =>
    said.execution.outcome === 'proven-off'
      ? { ...said, execution: { ...said.execution, outcome: 'unproven', verdict: 'unknown' } }
      : said,
  ),
  'unproven instead of not off': saying((said) =>
    said.execution.verdict === 'bad'
      ? { ...said, execution: { ...said.execution, outcome: 'unproven', verdict: 'unknown' } }
      : said,
  ),
  'all agents good': saying((said) => ({
    ...said,
    agents: said.agents.map((a) => ({ ...a, verdict: 'good' })),
  })),
  'failures absent unless present': saying((said) => ({
    ...said,
    failures: said.failures.map((f) => (f.state === 'cannot-tell' ? { ...f, state: 'absent' } : f)),
  })),
  'failures never absent': saying((said) => ({
    ...said,
    failures: said.failures.map((f) => (f.state === 'absent' ? { ...f, state: 'cannot-tell' } : f)),
  })),
  'never pages': saying((said) => ({
    ...said,
    escalations: said.escalations.map((e) => ({ ...e, state: 'inactive', since: null, firesAt: null })),
  })),
  'pages at once': saying((said) => ({
    ...said,
    escalations: said.escalations.map((e) => (e.state === 'pending' ? { ...e, state: 'firing' } : e)),
  })),
  'forgets its timers': (world) => evaluate(world, EMPTY_STATE),
  'does not count terminating pods': without(
    'pod',
    ({ fact: { value } }) => value !== null && 'terminating' in value && value.terminating,
  ),
  'does not look outside the mesh': seeing((world) => ({
    ...world,
    ledger: (['pod', 'workload'] as const).reduce(
      (ledger, kind) =>
        withFacts(ledger, kind, (entry, subject) => (subject.includes('/elsewhere/') ? null : entry)),
      world.ledger,
    ),
  })),
  'does not look at pods of executors': without('pod', (_, subject) => isExecutorPod(subject)),
  'does not look at workloads of executors': without('workload', (_, subject) => isExecutorPod(subject)),
  'believes the first switch': without('config', (_, subject) => subject.endsWith('/second')),
  'takes a missing switch for a halted one': saying((said) => {
    const open = said.execution.proofs.filter((p) => p.verdict === 'unknown');
    const onlySwitch =
      open.length > 0 && open.every((p) => p.id === 'halt-switches' && /missing/.test(proofText(p).detail));
    return onlySwitch ? { ...said, execution: { ...said.execution, outcome: 'proven-off' } } : said;
  }),
  'does not look at how old a source status is': seeing((world) =>
    withSourceStatus(world, { lastSeenAt: world.now }),
  ),
  'does not hear that a source is blind': seeing((world) =>
    withSourceStatus(world, { state: 'seen', cause: null }),
  ),
  'takes a part for the whole cluster': seeing((world) => withSourceStatus(world, { scope: 'cluster' })),
  'lets proofs age for a minute': seeing((world) => ({
    ...world,
    plan: { ...world.plan, safety: { ...world.plan.safety, proofLimitSeconds: 60 } },
  })),
  'lets answers age for ever': seeing((world) => ({
    ...world,
    ledger: (['probe', 'answer'] as const).reduce(
      (ledger, kind) =>
        withFacts(ledger, kind, (entry) => ({ ...entry, fact: { ...entry.fact, observedAt: world.now } })),
      world.ledger,
    ),
  })),
  'wants proofs of the last second': seeing((world) => ({
    ...world,
    plan: { ...world.plan, safety: { ...world.plan.safety, proofLimitSeconds: 1 } },
  })),
  'is a moment behind': seeing((world) => ({ ...world, now: world.now - 12_000 })),
  'is not the same twice': saying((said) => ({ ...said, nextCadence: null, practice: (calls++ & 1) === 0 })),
  throws: (world, before) => {
    if (world.ledger.size > 7) throw new Error('a ledger that nobody thought of');
    return evaluate(world, before);
  },
};

const worlds: SimulatedWorld[] = [];

/** Each world is made once, for all of them. */
async function made(index: number): Promise<SimulatedWorld> {
  const world = worlds[index] ?? (await makeWorld(SEED, index));
  worlds[index] = world;
  return world;
}

/** So many worlds must be enough to catch any of them. */
const ENOUGH = 1_200;

describe('wrong evaluations are caught', () => {
  test.each(Object.entries(WRONG_JUDGES))('%s', async (_, wrong) => {
    let index = 0;
    while (index < ENOUGH && examine(await made(index), wrong).found.violations.length === 0) index += 1;
    expect(index).toBeLessThan(ENOUGH);
  });
});
