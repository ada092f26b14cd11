import { expect, test } from 'vitest';
import { NOW, workload } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { Fact } from '../../facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../../facts/ledger.ts';
import { marketAt } from '../../market/market.ts';
import { ownersOf } from './owners.ts';

const job = (name: string, kind: string, owner: string, group = 'batch'): Fact =>
  workload(name, { kind: 'Job', owner: { kind, name: owner, group } });

function owners(name: string, facts: readonly Fact[]): string[] {
  const world = {
    plan: SAMPLE_PLAN,
    ledger: applyAll(EMPTY_LEDGER, facts),
    market: marketAt(NOW),
    now: NOW,
  };
  return ownersOf(world, { kind: 'Job', namespace: 'pier', name }).map((o) => `${o.kind} ${o.name}`);
}

test.each<[string, Fact[], string[]]>([
  ['none of one that is not read', [], []],
  ['none of one without', [workload('a', { kind: 'Job' })], []],
  ['the last only named', [job('a', 'Job', 'b'), job('b', 'Desk', 'c', 'x.io')], ['Job b', 'Desk.x.io c']],
  [
    'five of a circle',
    [job('a', 'Job', 'b'), job('b', 'Job', 'a')],
    ['Job b', 'Job a', 'Job b', 'Job a', 'Job b'],
  ],
])('owners, the nearest first: %s', (_which, facts, expected) => {
  expect(owners('a', facts)).toEqual(expected);
});
