/** Scope of an agent, and reasons for the parts left out. */

import { describe, expect, test } from 'vitest';
import { cloudRun, searchedRegion } from '#testing/samples/cloud-run.ts';
import { planWith } from '#testing/samples/contracts.ts';
import { container, NOW, pod, SEEN, sourceStatus, workload } from '#testing/samples/facts.ts';
import type { CloudRunValue, Fact, FactValue } from '../../facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../../facts/ledger.ts';
import { marketAt } from '../../market/market.ts';
import { say } from '../../messages/say.ts';
import type { AgentPlan } from '../../plan/schema.ts';
import { NO_EXECUTORS } from '../base/executor-memory.ts';
import { text } from './say.ts';
import { scopeOf } from './scope.ts';

/** The scope of the feed, changed, over these facts alone. */
function scope(facts: readonly Fact[], change: Partial<AgentPlan> = {}) {
  const plan = planWith('feed', change);
  const agent = plan.agents.find((a) => a.name === 'feed');
  if (agent === undefined) throw new Error('the sample has no feed');
  const world = { plan, ledger: applyAll(EMPTY_LEDGER, facts), market: marketAt(NOW), now: NOW };
  return scopeOf(world, agent, [], NO_EXECUTORS);
}

const POLLED = ['Deployment', 'Pod'].map((kind) => sourceStatus(`poll/${kind}`, { scope: ['pier'] }));
const feed = (value: Partial<FactValue<'workload'>> = {}) => workload('feed', value);
const ref = (kind: 'Deployment' | 'Job', name: string, namespace?: string) => ({ kind, name, namespace });
const places = (found: ReturnType<typeof scope>) =>
  found.specs.map((s) => [s.where, s.origin, s.namespace, s.kind, s.active, s.whole]);

describe('an agent in the cluster', () => {
  test('is its workloads and their pods; a pod stands for its workload, and runs', () => {
    const found = scope([...POLLED, feed(), pod('feed-1', 'feed'), pod('pilot-0', 'pilot')]);
    expect(places(found)).toEqual([
      ['Deployment feed', 'Deployment feed', 'pier', 'Deployment', true, true],
      ['Pod feed-1', 'Deployment feed', 'pier', 'Deployment', true, true],
    ]);
    expect([found.gaps, found.unused, found.readAt]).toEqual([[], null, SEEN]);
  });

  test.each([
    [1, 1, true],
    [1, 0, true],
    [0, 1, true],
    [0, 0, false],
  ])('wanted %i and running %i: active %s', (desired, actual, active) => {
    expect(scope([...POLLED, feed({ desired, actual })]).specs.map((s) => s.active)).toEqual([active]);
  });

  test('a Job that is over starts nothing any more', () => {
    const polled = [...POLLED, sourceStatus('poll/Job')];
    const workloads = [ref('Job', 'feed')];
    const running = scope([...polled, feed({ kind: 'Job' })], { workloads });
    const over = scope([...polled, feed({ kind: 'Job', finished: 'complete' })], { workloads });
    expect(running.specs.map((s) => s.where)).toEqual(['Job feed']);
    expect([over.specs, over.gaps.map(text)]).toEqual([[], ['Job feed does not exist']]);
  });

  test('a pod of one of several workloads is its own', () => {
    const workloads = [ref('Deployment', 'other'), ref('Deployment', 'feed')];
    const found = scope([...POLLED, pod('feed-1', 'feed')], { workloads });
    expect(found.specs.map((s) => s.where)).toEqual(['Pod feed-1']);
    expect(found.gaps.map(text)).toEqual(['Deployment other does not exist']);
  });

  test('which exists though it is optional is used', () => {
    expect(scope([...POLLED, feed()], { optional: true }).unused).toBeNull();
    expect(text(scope(POLLED, { optional: true }).unused)).toBe(
      'Deployment feed does not exist; the plan calls the agent optional',
    );
  });

  test('needs an available source for the namespace that the plan gives its workload, and of no more than its own', () => {
    const elsewhere = { workloads: [ref('Deployment', 'feed', 'quay')] };
    const both = ['Deployment', 'Pod'].map((kind) =>
      sourceStatus(`poll/${kind}`, { scope: ['pier', 'quay'] }),
    );
    expect(scope(POLLED).gaps.map(text)).toEqual(['Deployment feed does not exist']);
    expect(scope(POLLED, elsewhere).gaps.map(text)).toEqual(['Deployments outside pier cannot be seen']);
    expect(scope([...both, feed({ namespace: 'quay' })], elsewhere).gaps).toEqual([]);
  });
});

describe('an agent on Cloud Run', () => {
  const change = { workloads: [], cloudRun: { service: 's' } };

  test.each<[string, Fact[], string, number | null]>([
    ['of which nothing was said', [], 'not read yet', null],
    [
      'whose region cannot be searched any more',
      [searchedRegion(SEEN, say('cause-refused')), cloudRun('s')],
      'dock/us-east1 not searched: connection refused',
      SEEN,
    ],
    [
      'that was searched too long ago',
      [searchedRegion(NOW - 60_001), cloudRun('s')],
      'dock/us-east1 not searched: last searched 10:13:59 ET',
      NOW - 60_001,
    ],
    ['that does not exist', [searchedRegion()], 'Cloud Run service s does not exist', SEEN],
  ])('%s is no spec, and it says why', (_what, facts, why, readAt) => {
    const found = scope(facts, change);
    expect(found).toMatchObject({ specs: [], unused: null, readAt });
    expect(found.gaps.map(text)).toEqual([why]);
  });

  test('is its containers in each region, of which nothing but the environment counts', () => {
    const west = { region: 'us-west1', gap: say('cause-service-changing') };
    const found = scope([searchedRegion(), cloudRun('s'), cloudRun('s', west), cloudRun('x')], change);
    const where = 'Cloud Run service s';
    const spec = { where, origin: where, namespace: '', kind: 'Cloud Run', active: false, whole: false };
    const containers = [container()];
    expect(found.specs).toEqual([
      { ...spec, containers },
      { ...spec, containers },
    ]);
    expect([found.gaps, found.unused, found.readAt]).toEqual([[west.gap], null, SEEN]);
  });

  test.each<[string, Partial<CloudRunValue>, boolean]>([
    ['scaled by hand to none', { manualInstances: 0 }, false],
    ['scaled by hand to one', { manualInstances: 1 }, true],
    ['scaled by hand to nobody says how many', { manualInstances: null }, true],
    ['scaled by itself', { scaling: 'automatic', manualInstances: null, minInstances: 0 }, true],
    ['scaled by itself, whatever hands were said to do', { scaling: 'automatic', manualInstances: 0 }, true],
  ])('%s, active or not', (_how, value, active) => {
    expect(scope([searchedRegion(), cloudRun('s', value)], change).specs.map((s) => s.active)).toEqual([
      active,
    ]);
  });
});
