import { describe, expect, test } from 'vitest';
import type { Fact, PermissionsValue } from '#lib/facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '#lib/facts/ledger.ts';
import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import { attempt, blind, pod, sourceStatus } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { anyBlind, pending } from './pending-sources.ts';

const AT = Date.parse('2026-11-20T15:15:00Z');
const base = { observedAt: AT, source: 'test' };

const VERSION: Fact = {
  ...base,
  subject: 'cluster',
  kind: 'cluster',
  value: { version: 'v1', practice: false },
};

function permissions(value: Partial<PermissionsValue>): Fact {
  const nothing = {
    checkedAt: null,
    failure: null,
    namespaces: [],
    incomplete: false,
    evaluationError: null,
  };
  return {
    ...base,
    subject: 'permissions',
    kind: 'permissions',
    value: { review: 'asked', ...nothing, powers: [], morePowers: 0, ...value },
  };
}

/** The pods of the sample's agents, and that each of their probes was tried. */
const PODS = [pod('feed-1', 'feed'), pod('pilot-0', 'pilot')];
const TRIED = [
  attempt('feed', 'beat', 'pier/feed-1', 'answered'),
  attempt('pilot', 'status', 'pier/pilot-0', 'timeout'),
  attempt('pilot', 'counts', 'pier/pilot-0', 'not-configured'),
];
const SEEN = sourceStatus('poll/Pod', { label: 'Pods, safety poll' });
const WHOLE = [SEEN, VERSION, permissions({ checkedAt: AT }), ...PODS, ...TRIED];

const waiting = (facts: readonly Fact[]) =>
  pending(applyAll(EMPTY_LEDGER, facts), { plan: SAMPLE_PLAN, inCluster: false, env: {} }).map(text);

describe('a look is whole when each source has seen or said why not', () => {
  test('all reported: nothing is pending', () => {
    expect(waiting(WHOLE)).toEqual([]);
  });

  test('before anything was said, silence is no whole look', () => {
    expect(waiting([])).toEqual(['the Kubernetes API']);
  });

  test.each([
    [
      'a source that has only begun',
      [sourceStatus('watch/Node', { label: 'Nodes', state: 'starting' })],
      ['Nodes'],
    ],
    ['a source that is blind has said so', [blind('watch/Node')], []],
    [
      'a kind that the cluster does not have is an answer',
      [sourceStatus('watch/Node', { state: 'absent' })],
      [],
    ],
    ['permissions that are being asked for', [permissions({})], ['own permissions']],
    [
      'permissions that were refused are an answer',
      [permissions({ failure: say('cause-unauthorised') })],
      [],
    ],
    ['permissions that nobody asks for', [permissions({ review: 'off' })], []],
    ['a pod whose probe was not tried', [pod('feed-2', 'feed')], ['feed /healthz']],
  ])('%s', (_, more, expected) => {
    expect(waiting([...WHOLE, ...more])).toEqual(expected);
  });

  test('the version is waited for while anything is seen, and not from an API server that is out of reach', () => {
    const without = WHOLE.filter((fact) => fact !== VERSION);
    expect(waiting(without)).toEqual(['version of the cluster']);
    expect(waiting([...without.filter((fact) => fact !== SEEN), blind('poll/Pod')])).toEqual([]);
  });

  test('a source that is blind may heal, and is known', () => {
    expect(anyBlind(applyAll(EMPTY_LEDGER, WHOLE))).toBe(false);
    expect(anyBlind(applyAll(EMPTY_LEDGER, [...WHOLE, blind('watch/Node')]))).toBe(true);
  });
});
