/** What cannot be read is unknown, from the bytes of a body to the verdict of its agent and the proofs. */

import { describe, expect, test } from 'vitest';
import { evaluation } from '#testing/samples/evaluated.ts';
import { executionOf, proofOf, switchedCalm } from '#testing/samples/execution-case.ts';
import { attempt, calmFacts, config, counts, NOW, SEEN, status, tick } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { renderedAgent } from '#testing/samples/rendered.ts';
import { contractOf } from '../../../contracts/registry.ts';
import type { Unreadable } from '../../../contracts/unreadable.ts';
import type { Fact } from '../../../facts/fact.ts';
import type { Plan } from '../../../plan/schema.ts';
import { EMPTY_STATE } from '../../base/state.ts';

const AT_NIGHT = Date.parse('2026-11-21T03:15:00Z');

function agent(name: string, facts: readonly Fact[], now = NOW, plan: Plan = SAMPLE_PLAN) {
  return renderedAgent(evaluation([...calmFacts(), ...facts], now, EMPTY_STATE, plan).said, name);
}

/** The feed with this body at `GET /healthz`. */
function feed(body: object, code = 200) {
  const limits = { limitSeconds: 60, answersAs: ['feed'], askedAt: SEEN };
  const calm = { service: 'feed', age_seconds: 1, max_age_seconds: 60, ok: true };
  const json = { ...calm, last_tick_epoch_seconds: SEEN / 1000 - 1, ...body };
  const parsed = contractOf('marketdata-heartbeat').read({ ...limits, status: code, json });
  if (parsed.outcome !== 'evidence') throw new Error(parsed.outcome);
  const { unreadable } = parsed;
  return tick({ ...parsed.value, status: code, ...(unreadable === undefined ? {} : { unreadable }) });
}

describe('a feed', () => {
  test.each<[string, Fact[], string, string, string]>([
    ['as the contract wants it', feed({}), 'good', 'Good', ''],
    ['with numbers as text', feed({ age_seconds: '1', ok: 1, forced_stale: 'false' }), 'good', 'Good', ''],
    [
      'with its tick in milliseconds',
      feed({ last_tick_epoch_seconds: SEEN }),
      'unknown',
      'Unreadable',
      `cannot read last_tick_epoch_seconds: ${SEEN}, looks like milliseconds`,
    ],
    [
      'with its tick in milliseconds, that calls itself stale',
      feed({ last_tick_epoch_seconds: SEEN, ok: false }, 503),
      'bad',
      'Stale',
      `503, ok=false; cannot read last_tick_epoch_seconds: ${SEEN}, looks like milliseconds`,
    ],
    ['with an ok that is none', feed({ ok: 'yes' }), 'unknown', 'Unreadable', 'cannot read ok: “yes”'],
    [
      'with an ok that is none, at 503',
      feed({ ok: 'yes' }, 503),
      'bad',
      'Stale',
      '503, ok=?; cannot read ok: “yes”',
    ],
    [
      'with an age that is none',
      feed({ age_seconds: 'Infinity' }),
      'unknown',
      'Unreadable',
      'cannot read age_seconds: “Infinity”',
    ],
    [
      'that may force itself stale',
      feed({ forced_stale: 'perhaps' }),
      'unknown',
      'Unreadable',
      'cannot read forced_stale: “perhaps”',
    ],
    [
      'with an old tick and a limit that cannot be read',
      feed({ last_tick_epoch_seconds: SEEN / 1000 - 94, max_age_seconds: '60 s' }),
      'bad',
      'Stale, says ok',
      '200, ok=true, yet last tick 10:13:25 ET, limit 60 s',
    ],
    [
      'whose number says true',
      feed({ ok: 1, forced_stale: 1 }),
      'bad',
      'Forced stale',
      '200, forced_stale=true',
    ],
  ])('%s', (_, facts, verdict, state, reason) =>
    expect(agent('feed', facts)).toMatchObject({ verdict, state, reason }),
  );

  test.each<[string, number, string]>([
    [
      'behind',
      5,
      '200, ok=true, yet last tick 05:14:59 ET, limit 60 s: it is 5 h behind, a time without its zone?',
    ],
    ['ahead', -4, 'its tick lies in the future: clocks differ: it is 4 h ahead, a time without its zone?'],
  ])('whole hours %s may have lost its zone', (_, hours, reason) =>
    expect(agent('feed', feed({ last_tick_epoch_seconds: SEEN / 1000 - hours * 3600 }))?.reason).toBe(reason),
  );
  test('hours and minutes behind is only old', () =>
    expect(agent('feed', feed({ last_tick_epoch_seconds: SEEN / 1000 - 5.5 * 3600 }))?.reason).toMatch(
      /60 s$/,
    ));

  test('that cannot be read is not called calm at night', () => {
    const facts = feed({ last_tick_epoch_seconds: SEEN });
    expect(
      agent(
        'feed',
        facts.map((f) => ({ ...f, observedAt: AT_NIGHT - 500 })),
        AT_NIGHT,
      )?.verdict,
    ).toBe('unknown');
  });
});

describe('a limit of market data in a ConfigMap', () => {
  const second = (data: Record<string, string>, binaryKeys: string[] = []): Fact => {
    const fact = config('second', { STOP: 'true', ...data });
    return fact.kind === 'config' && fact.value !== null
      ? { ...fact, value: { ...fact.value, binaryKeys } }
      : fact;
  };
  test.each<[string, Fact, string, string]>([
    ['that is not there', second({}), 'good', ''],
    ['that is empty', second({ LIMIT: ' ' }), 'good', ''],
    ['that can be read', second({ LIMIT: '30' }), 'good', ''],
    ...['30s', 'PT30S', 'Infinity', '0', '-5'].map((value): [string, Fact, string, string] => [
      `of ${value}`,
      second({ LIMIT: value }),
      'unknown',
      `cannot read the limit LIMIT in ConfigMap second: “${value}”`,
    ]),
    [
      'in binaryData',
      second({}, ['LIMIT']),
      'unknown',
      'cannot read the limit LIMIT in ConfigMap second: in binaryData',
    ],
  ])('%s', (_, fact, verdict, reason) => {
    for (const name of ['feed', 'pilot']) expect(agent(name, [fact])).toMatchObject({ verdict, reason });
    expect(agent('feed', [fact, ...feed({ last_tick_epoch_seconds: SEEN / 1000 - 94 })])?.verdict).toBe(
      'bad',
    );
  });
});

const field = (name: string, about: Unreadable['about']): { unreadable: Unreadable[] } => ({
  unreadable: [{ field: name, value: '“?”', about }],
});

test('a runtime’s tick that is whole hours behind may have lost its zone', () => {
  const facts = status({ lastTickAt: SEEN - 4 * 3_600_000, staleThresholdSeconds: 60 });
  expect(agent('pilot', facts)?.reason).toMatch(/it is 4 h behind, a time without its zone\?$/);
});

test('what cannot be read is in the evidence, though the agent is bad by something else', () => {
  const found = agent('feed', feed({ last_tick_epoch_seconds: SEEN / 1000 - 94, max_age_seconds: '60 s' }));
  expect(found).toMatchObject({ verdict: 'bad' });
  expect(found?.evidence).toContainEqual(
    expect.objectContaining({ subject: 'pier/feed-1', path: 'max_age_seconds', value: '“60 s”' }),
  );
});

test.each<[string, Fact[], string]>([
  ['its freshness', status({ marketdataFresh: null, ...field('marketdata.is_fresh', 'other') }), 'unknown'],
  ['its heartbeat', status({ heartbeatAt: null, ...field('last_heartbeat', 'beat') }), 'unknown'],
  ['its heartbeat, halted', status({ state: 'HALTED', heartbeatAt: null, ...field('x', 'beat') }), 'bad'],
  ['a mode that nobody knows', status({ mode: null, ...field('agent_mode', 'orders') }), 'unknown'],
  [
    'an age in metrics',
    counts({ heartbeatAgeSeconds: null, ...field('heartbeat_age_seconds', 'beat') }),
    'unknown',
  ],
])('a runtime that reports in a way that cannot be read: %s', (_, facts, verdict) =>
  expect(agent('pilot', facts)?.verdict).toBe(verdict),
);

test.each<[string, number | null, string]>([
  ['unparsable', 200, 'unknown'],
  ['unreadable', 200, 'unknown'],
  ['unreadable', null, 'unknown'],
  ['too-large', null, 'unknown'],
  ['wrong-identity', 200, 'unknown'],
  ['no-evidence', 200, 'unknown'],
  ['no-evidence', 404, 'good'],
  ['no-evidence', null, 'good'],
  ['unparsable', 404, 'good'],
  ['redirected', 302, 'good'],
  ['unreachable', null, 'good'],
])('an optional probe that came to %s at %s leaves its agent %s', (outcome, code, verdict) => {
  const probe = {
    id: 'ready',
    kind: 'readiness',
    path: '/readyz',
    target: { via: 'url', urlEnv: 'X' },
    optional: true,
  } as const;
  const agents = SAMPLE_PLAN.agents.map((a) =>
    a.name === 'feed' ? { ...a, probes: [...a.probes, probe] } : a,
  );
  const tried = attempt('feed', 'ready', 'X', outcome as Parameters<typeof attempt>[3], code);
  expect(agent('feed', [tried], NOW, { ...SAMPLE_PLAN, agents })?.verdict).toBe(verdict);
});

test.each([
  ['no-evidence', 'good'],
  ['unparsable', 'unknown'],
] as const)(
  'metrics of others only are not ours, and text that is none is no metrics: %s',
  (outcome, verdict) =>
    expect(agent('pilot', [attempt('pilot', 'counts', 'pier/pilot-0', outcome, 200)])?.verdict).toBe(verdict),
);

describe('a proof', () => {
  const proofs = (answer: object) => executionOf([...switchedCalm(), ...status(answer)]);
  test.each<['modes' | 'halt-processes', string, Unreadable['about']]>([
    ['modes', 'safety.safe_to_execute_orders', 'orders'],
    ['modes', 'agent_identity.agent_mode', 'orders'],
    ['halt-processes', 'safety.kill_switch', 'kill-switch'],
  ])('%s does not hold while %s cannot be read', (id, name, about) => {
    expect(proofOf(proofs({}), id).verdict).toBe('good');
    const proof = proofOf(proofs(field(name, about)), id);
    expect(proof).toMatchObject({ verdict: 'unknown' });
    expect(proof.detail).toContain(`cannot read ${name}: “?”`);
    expect(proofs(field(name, about)).outcome).toBe('unproven');
  });
  test('stays bad by the fields that can be read', () =>
    expect(proofOf(proofs({ safeToExecute: true, ...field('agent_mode', 'orders') }), 'modes').verdict).toBe(
      'bad',
    ));
});
