/** An agent that must be off and is no executor: its own pods and workloads tell, of whatever kind. */

import { expect, test } from 'vitest';
import { evaluation } from '#testing/samples/evaluated.ts';
import { blind, calmFacts, endedState, NOW, pod, sourceStatus, workload } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { renderedAgent } from '#testing/samples/rendered.ts';
import type { Fact, PodValue } from '../../facts/fact.ts';
import { type Plan, planSchema } from '../../plan/schema.ts';

const off = (agent: object): Plan =>
  planSchema.parse({
    ...SAMPLE_PLAN,
    agents: [
      {
        ...SAMPLE_PLAN.agents.find(({ name }) => name === 'scribe'),
        name: 'tender',
        aliases: ['launch'],
        runs: 'off',
        criticality: 'P1',
        workloads: [
          { kind: 'CronJob', name: 'tender' },
          { kind: 'Deployment', name: 'tender-api' },
        ],
        ...agent,
      },
      ...SAMPLE_PLAN.agents,
    ],
  });

function told(facts: readonly Fact[], agent: object = {}): [string, string, string] {
  const { said } = evaluation([...calmFacts(), ...facts], NOW, undefined, off(agent));
  const its = renderedAgent(said, 'tender');
  return [its?.verdict ?? '', its?.state ?? '', its?.reason ?? ''];
}

const api = (value: object = {}) => workload('tender-api', value);
const its = (name: string, kind: string, of: string, value: Partial<PodValue> = {}) =>
  pod(name, 'x', { owner: { kind, name: of, group: 'apps' }, workload: { kind, name: of }, ...value });
const bare = (name: string, value: Partial<PodValue> = {}) =>
  pod(name, 'x', { owner: null, workload: null, ...value });
const cron = (value: object = {}) =>
  workload('tender', { kind: 'CronJob', desired: 0, actual: 0, ready: 0, ...value });
const OFF = ['expected-off', 'Off, expected', ''];

test.each<[string, Fact[], string]>([
  [
    'five pods of a Deployment',
    [
      api({ desired: 5, actual: 5 }),
      ...[1, 2, 3, 4, 5].map((i) => its(`tender-api-${i}`, 'Deployment', 'tender-api')),
    ],
    '5 pods of it run: tender-api-1, tender-api-2, tender-api-3 and 2 more',
  ],
  [
    'a Deployment that wants a pod',
    [api({ desired: 1, actual: 0 })],
    'Deployment tender-api: 1 wanted, 0 running',
  ],
  [
    'one at zero whose pod is left',
    [api({ desired: 0, actual: 1 })],
    'Deployment tender-api: 0 wanted, 1 running',
  ],
  ['a run of its CronJob', [cron({ actual: 1 })], 'CronJob tender: 0 wanted, 1 running'],
  [
    'a Job that somebody made of its CronJob',
    [
      cron(),
      workload('by-hand', { kind: 'Job', owner: { kind: 'CronJob', name: 'tender', group: 'batch' } }),
      its('by-hand-x', 'Job', 'by-hand'),
    ],
    '1 pod of it runs: by-hand-x',
  ],
  [
    'a workload of its name, of another kind',
    [workload('tender', { kind: 'StatefulSet' })],
    'StatefulSet tender: 1 wanted, 1 running',
  ],
  ['one of its alias', [workload('launch', { kind: 'DaemonSet' })], 'DaemonSet launch: 1 wanted, 1 running'],
  ['a bare pod of its name', [bare('tender')], '1 pod of it runs: tender'],
  ['a bare pod that is named after it', [bare('tender-debug')], '1 pod of it runs: tender-debug'],
  ['a pod that terminates', [bare('tender', { terminating: true })], '1 pod of it runs: tender'],
])('is bad over %s', (_what, facts, reason) => {
  expect(told(facts)).toEqual(['bad', 'Not off', reason]);
});

test('it is something to do, at its own criticality, by the runbook of agents that are down', () => {
  const { said } = evaluation([...calmFacts(), api()], NOW, undefined, off({}));
  expect(said.actions.map(({ agent, severity, runbook }) => [agent, severity, runbook?.slug])).toEqual([
    ['tender', 'P1', 'down'],
  ]);
  expect(said.execution.outcome).toBe('proven-off');
});

test.each<[string, Fact[]]>([
  ['nothing of it is there', []],
  ['all of it is at zero or suspended', [api({ desired: 0, actual: 0, ready: 0 }), cron()]],
  ['its last run has ended', [cron(), bare('tender', { phase: 'Succeeded' })]],
  ['a stranger has a like name', [bare('tenderloin'), its('tender-y', 'Deployment', 'other')]],
  ['an executor runs, which is no part of it', [workload('crane', { desired: 1 })]],
])('is off if %s', (_what, facts) => expect(told(facts)).toEqual(OFF));

test('with a schedule that is not suspended it starts by itself', () => {
  expect(told([cron({ desired: 1 })])).toEqual([
    'attention',
    'Off, scheduled',
    'CronJob tender is not suspended: its schedule starts it',
  ]);
});

test('is not off while what could run it is not read', () => {
  expect(told([blind('poll/Deployment')])[0]).toBe('unknown');
  expect(told([blind('poll/Pod')])[0]).toBe('unknown');
  expect(told([sourceStatus('poll/CronJob', { scope: ['elsewhere'] })])[0]).toBe('unknown');
});

test('a pod whose end nobody saw is neither off nor running', () => {
  const lost = bare('tender', {
    phase: 'Failed',
    states: [endedState({ reason: 'ContainerStatusUnknown' })],
  });
  expect(told([lost]).slice(0, 2)).toEqual(['unknown', 'End unclear']);
});

test('of an agent with nothing to look at no such thing is said', () => {
  expect(told([], { workloads: [] })[0]).toBe('not-applicable');
});
