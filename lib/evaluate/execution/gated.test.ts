/** When an executor that runs counts as gated: every gate holds at every container of every pod of it. */

import { describe, expect, test } from 'vitest';
import { braked, executionOf, fromMap, runningCrane } from '#testing/samples/execution-case.ts';
import {
  blind,
  config,
  container,
  literal,
  mount,
  NOW,
  POLLS,
  pod,
  status,
  workload,
} from '#testing/samples/facts.ts';
import type { ContainerSpec, Fact } from '../../facts/fact.ts';

const HOUR = 3_600_000;
const OFF = literal('MODE', 'OFF');
const HALT = mount('/etc/brake', 'brake');
const bare = container({ environment: [OFF] });
const gated = runningCrane(braked());
const dated: Fact = (() => {
  const fact = config('brake', { HALTED: '1' });
  return fact.kind === 'config' && fact.value !== null
    ? { ...fact, value: { ...fact.value, changedAt: NOW - HOUR } }
    : fact;
})();
const env = (variables: ContainerSpec['environment'] = [fromMap()], mounts: ContainerSpec['mounts'] = []) =>
  container({ environment: [...variables, OFF], mounts });
const started = (spec: ContainerSpec, at: number) => [dated, ...runningCrane(spec, 'pier', at)];
const pair = (second: ContainerSpec): Fact[] => {
  const containers = [braked(), second];
  return [workload('crane', { containers }), pod('crane-x', 'crane', { containers })];
};

const CASES: [string, Fact[], string][] = [
  ['halted, mounted, in the switch’s namespace, no live mode', gated, 'gated'],
  ['a variable taken after the switch last changed', started(env(), NOW - HOUR / 2), 'gated'],
  ['a variable taken before it', started(env(), NOW - 2 * HOUR), 'not-off'],
  ['a variable that nobody can date', runningCrane(env()), 'not-off'],
  [
    'a live file beside a variable from before',
    started(env([fromMap(), literal('HALTED_FILE', '/etc/brake/HALTED')], [HALT]), NOW - 2 * HOUR),
    'not-off',
  ],
  [
    'a value in the spec that halts beside a live file',
    runningCrane(env([literal('HALTED', '1')], [HALT])),
    'not-off',
  ],
  ['a value in the spec that halts and nothing else', runningCrane(env([literal('HALTED', '1')])), 'not-off'],
  [
    'a value in the spec that allows beside a live file',
    runningCrane(env([literal('HALTED', '0')], [HALT])),
    'not-off',
  ],
  ['no way at all', runningCrane(bare), 'not-off'],
  ['the map of the same name in another namespace', runningCrane(braked(), 'elsewhere'), 'not-off'],
  [
    'another map of the plan’s names',
    runningCrane(container({ environment: [OFF], mounts: [mount('/etc/second', 'second')] })),
    'gated',
  ],
  ['a second container without it', pair(container({ name: 'second', environment: [OFF] })), 'not-off'],
  ['a second container that takes it too', pair(braked({ name: 'second' })), 'gated'],
  [
    'an init container without it',
    pair(container({ name: 'init', role: 'init', environment: [OFF] })),
    'not-off',
  ],
  [
    'an ephemeral container without it',
    pair(container({ name: 'debug', role: 'ephemeral', environment: [OFF] })),
    'not-off',
  ],
  ['a second pod without it', [...gated, pod('crane-y', 'crane', { containers: [bare] })], 'not-off'],
  ['a template without it: its next pod', [...gated, workload('crane', { containers: [bare] })], 'not-off'],
  ['no pod to look at', [workload('crane', { containers: [braked()] })], 'not-off'],
  [
    'a terminating pod that takes it',
    [pod('crane-x', 'crane', { terminating: true, containers: [braked()] })],
    'gated',
  ],
  ['a switch that allows', [...gated, config('brake', { HALTED: '0' })], 'not-off'],
  ['a switch that cannot be read', [...gated, config('second', { STOP: 'maybe' })], 'not-off'],
  ['a live mode', runningCrane(braked({ environment: [literal('MODE', 'LIVE')] })), 'not-off'],
  ['no mode', runningCrane(braked({ environment: [] })), 'not-off'],
  ['a process that reports itself not halted', [...gated, ...status({ killSwitch: false })], 'not-off'],
  [
    'another agent’s missing mount, which is only a finding',
    [...gated, workload('feed', { containers: [env([literal('HALTED_FILE', '/x/HALTED')])] })],
    'gated',
  ],
  ...POLLS.map((s): [string, Fact[], string] => [`without sight of ${s}`, [...gated, blind(s)], 'not-off']),
];

describe('a running executor', () => {
  test.each(CASES)('%s', (_rule, facts, outcome) => {
    expect(executionOf(facts).outcome).toBe(outcome);
  });

  test('confirms the kill switch only while it takes it', () => {
    expect(executionOf(gated).haltConfirmed).toBe(true);
    expect(executionOf(runningCrane(bare)).haltConfirmed).toBe(false);
  });
});
