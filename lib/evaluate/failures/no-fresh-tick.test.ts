import { describe, expect, test } from 'vitest';
import { evaluation } from '#testing/samples/evaluated.ts';
import {
  answered,
  attempt,
  blind,
  calmFacts,
  NOW,
  pod,
  SEEN,
  status,
  tick,
  waitingPod,
  workload,
} from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { Fact } from '../../facts/fact.ts';
import { failureText } from '../../messages/status/failure.ts';
import type { Plan } from '../../plan/schema.ts';
import { EMPTY_STATE } from '../base/state.ts';

const SATURDAY = Date.parse('2026-11-21T15:15:00Z');
const RULE = 'stale-long';

const GONE: Fact[] = [
  { ...pod('feed-1', 'feed'), value: null } as Fact,
  { ...attempt('feed', 'beat', 'pier/feed-1', 'timeout'), value: null } as Fact,
];
const ZERO = workload('feed', { desired: 0, actual: 0, ready: 0 });
const DELETED = { ...workload('feed'), value: null } as Fact;
const asked = (outcome: Parameters<typeof attempt>[3], status: number | null = null): Fact[] => [
  attempt('feed', 'beat', 'pier/feed-1', outcome, status, NOW - 10),
];
/** Its last answer was so long ago that none counts. */
const out = (outcome: Parameters<typeof attempt>[3], ago: number): Fact[] => [
  ...tick({}, NOW - ago),
  ...asked(outcome),
];

/** Calm, but for what the disturbance tells of: a ledger keeps the latest look. */
function calmBut(facts: readonly Fact[]): Fact[] {
  const told = new Set(facts.map((f) => `${f.kind} ${f.subject}`));
  return [...calmFacts().filter((f) => !told.has(`${f.kind} ${f.subject}`)), ...facts];
}

function said(facts: readonly Fact[], now = NOW, plan: Plan = SAMPLE_PLAN) {
  const evaluated = evaluation(calmBut(facts), now, EMPTY_STATE, plan).said;
  const failure = evaluated.failures.find((f) => f.id === 'feed-stale');
  const rule = evaluated.escalations.find((e) => e.id === RULE);
  return { code: failure?.code, rule: rule?.state, because: failure && failureText(failure).because };
}

/** Nothing calls its ticks old, and nobody who needs one would get it. */
const DOWN: [string, Fact[]][] = [
  ['is scaled to zero', [...GONE, ZERO]],
  ['was deleted', [...GONE, DELETED]],
  ['has a pod that is pending', [...GONE, pod('feed-2', 'feed', { phase: 'Pending', ready: false })]],
  ['has a pod that is not ready', [...out('timeout', 20_000), pod('feed-1', 'feed', { ready: false })]],
  ['crashes in a loop', [...GONE, waitingPod('feed-2', 'feed', 'CrashLoopBackOff')]],
  ['has an image that cannot be pulled', [...GONE, waitingPod('feed-2', 'feed', 'ImagePullBackOff')]],
  ['waits for a reason that nobody listed', [...GONE, waitingPod('feed-2', 'feed', 'SomethingNew')]],
  ['times out', out('timeout', 20_000)],
  ['refuses connections', out('unreachable', 20_000)],
  ['has no endpoint', out('no-endpoints', 20_000)],
  ['answers 500', asked('unparsable', 500)],
  ['answers 503 without a heartbeat', asked('no-evidence', 503)],
  ['answers 404', asked('no-evidence', 404)],
  ['answers 200 with a page', asked('unparsable', 200)],
  ['answers with garbage', asked('unreadable', 200)],
  ['is answered for by somebody else', asked('wrong-identity', 200)],
  ['sends its callers elsewhere', asked('redirected', 302)],
  [
    'has been out of reach for long while others answer',
    [...out('proxy-error', 31_000), ...status({}, SEEN)],
  ],
];

/** The console itself does not see it, or what it sees is a heartbeat that proves neither. */
const UNSEEN: [string, Fact[]][] = [
  [
    'was not asked yet',
    [attempt('feed', 'beat', 'pier/feed-1', 'timeout')].map((f) => ({ ...f, value: null }) as Fact),
  ],
  ['is out of reach, and pods are not read', [...out('timeout', 40_000), blind('poll/Pod')]],
  ['has no pod that is in sight', [...GONE, ZERO, blind('poll/Pod')]],
  ['may not be asked', out('forbidden', 40_000)],
  ['was out of reach just now', out('proxy-error', 20_000)],
  [
    'is out of reach, as all others are',
    [
      ...out('proxy-error', 40_000),
      ...status({}, NOW - 40_000),
      attempt('pilot', 'status', 'pier/pilot-0', 'proxy-error'),
    ],
  ],
  ['ticks in the future', tick({ lastTickAt: SEEN + 300_000 })],
  [
    'has a heartbeat that cannot be read',
    tick({ lastTickAt: null, unreadable: [{ about: 'beat', field: 'x', value: 'y' }] }),
  ],
];

describe('a producer of market data that shows no fresh tick', () => {
  test.each(DOWN)('is stale while it %s', (_how, facts) => {
    const { code, rule, because } = said(facts);
    expect([code, rule]).toEqual(['no-fresh-tick', 'pending']);
    expect(because).toMatch(/^no fresh tick: ./);
  });

  test.each(UNSEEN)('may be stale or not while it %s', (_how, facts) => {
    expect(said(facts).rule).toBe('cannot-tell');
  });

  test('is not stale while another instance ticks', () => {
    const second = {
      contract: 'marketdata-heartbeat',
      service: 'feed',
      ok: true,
      maxAgeSeconds: 60,
      forcedStale: false,
    };
    const fresh = answered('feed', 'beat', 'pier/feed-2', {
      ...second,
      lastTickAt: SEEN,
      reportedAgeSeconds: 0.5,
    });
    expect(said([...out('timeout', 20_000), ...fresh]).rule).toBe('cannot-tell');
  });

  test.each(DOWN)(
    'is no stale market data outside the hours in which ticks are wanted: %s',
    (_how, facts) => {
      expect(['cannot-tell', 'inactive']).toContain(said(facts, SATURDAY).rule);
    },
  );

  test.each(DOWN)('is no stale market data during a declared halt: %s', (_how, facts) => {
    const from = new Date(NOW - 60_000).toISOString();
    const halted: Plan = { ...SAMPLE_PLAN, marketHalts: [{ level: 1, from, note: 'halt' }] };
    expect(said(facts, NOW, halted).rule).toBe('cannot-tell');
  });

  test.each(DOWN)('pages after the two minutes of its rule: %s', (_how, facts) => {
    const at = (now: number, before = EMPTY_STATE) =>
      evaluation(
        calmBut(facts).map((f) => ({ ...f, observedAt: f.observedAt + now - NOW })),
        now,
        before,
      );
    const rule = ({ said: { escalations } }: ReturnType<typeof at>) => escalations.find((e) => e.id === RULE);
    const first = at(NOW);
    // The cluster's own evidence is of the last look, half a second before.
    const due = [SEEN, NOW].map((since) => new Date(since + 120_000).toISOString());
    expect(due).toContain(rule(first)?.firesAt);
    expect(rule(at(NOW + 119_000, first.evaluationState))?.state).toBe('pending');
    expect(rule(at(NOW + 120_000, first.evaluationState))?.state).toBe('firing');
  });

  test('what an agent may lack makes nothing unclear', () => {
    const lamp = {
      id: 'last',
      kind: 'config-heartbeat' as const,
      path: '/data',
      limitSeconds: 180,
      optional: true,
    };
    const target = { via: 'config-map' as const, namespace: 'pier', configMap: 'lamp' };
    const agents = SAMPLE_PLAN.agents.map((a) =>
      a.name === 'feed' ? { ...a, probes: [...a.probes, { ...lamp, target }] } : a,
    );
    expect(said([], NOW, { ...SAMPLE_PLAN, agents }).code).toBe('absent');
  });
});
