/** The values of a container's variables, and those that give access to a broker. */

import { describe, expect, test } from 'vitest';
import { fromMap } from '#testing/samples/execution-case.ts';
import { config, container, fromSecret, literal, mount, NOW } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { ContainerSpec } from '../../facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../../facts/ledger.ts';
import { marketAt } from '../../market/market.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import type { Plan } from '../../plan/schema.ts';
import { brokerCredentialsOf } from './credentials.ts';
import { type Setting, settingOf, switchOf } from './environment.ts';

type Variable = ContainerSpec['environment'][number];
type Spec = Partial<ContainerSpec>;

const known = {
  holds: 'h',
  by: 'b',
  why: 'w',
  kind: 'ConfigMap' as const,
  namespace: 'pier',
  name: 'listed',
};
const world = {
  plan: { ...SAMPLE_PLAN, safety: { ...SAMPLE_PLAN.safety, knownSources: [known] } },
  ledger: applyAll(EMPTY_LEDGER, [config('brake', { HALTED: '1' })]),
  market: marketAt(NOW),
  now: NOW,
};
const setting = (spec: Spec, namespace = 'pier') => settingOf(world, namespace, container(spec), 'X');
const variable = (change: Partial<Variable>): Spec => ({
  environment: [{ ...literal('X', '1'), ...change }],
});
const told = (found: Setting) => (found.state === 'unknown' ? { ...found, why: text(found.why) } : found);
const unknown = (why: string) => ({ state: 'unknown', why });
const whole = (why: string) => ({ state: 'unknown', whole: true, why });
const ref = { configMap: 'brake', key: 'HALTED', optional: false };

describe('a variable', () => {
  test.each<[string, Spec, object]>([
    ['not there', { environment: [literal('Y', '1')] }, { state: 'unset' }],
    ['in clear', variable({}), { state: 'known', value: '1' }],
    ['in clear and empty', variable({ value: '' }), { state: 'known', value: '' }],
    ['in clear, and not kept', variable({ value: null }), unknown('X is set to what is not kept')],
    [
      'set twice: the last counts',
      { environment: [literal('X', 'a'), literal('X', 'b')] },
      { state: 'known', value: 'b' },
    ],
    ['from a map that is read', { environment: [fromMap('X')] }, { state: 'known', value: '1' }],
    [
      'from a map that is not read',
      { environment: [fromMap('X', 'other', 'K')] },
      unknown('ConfigMap other/K is not read'),
    ],
    [
      'from a key that is not there',
      { environment: [fromMap('X', 'brake', 'K')] },
      unknown('ConfigMap brake/K is not read'),
    ],
    [
      'from a map that is not named',
      variable({ origin: 'config-map', value: null }),
      unknown('X comes from a ConfigMap'),
    ],
    ['from a Secret', { environment: [fromSecret('X')] }, unknown('X comes from a Secret')],
    ['from a field', variable({ origin: 'field', value: null }), unknown('X comes from a field')],
    [
      'put together',
      variable({ origin: 'other', value: null }),
      unknown('X is put together from other variables'),
    ],
    ['a value beside a Secret is nobody’s', variable({ origin: 'secret' }), unknown('X comes from a Secret')],
    [
      'a map beside a Secret is nobody’s',
      variable({ origin: 'secret', value: null, ref }),
      unknown('X comes from a Secret'),
    ],
    [
      'that may come with a whole Secret',
      { environmentFrom: [{ kind: 'secret', name: 's' }] },
      whole('X may come from Secret s'),
    ],
    [
      'that may come with a whole map',
      { environmentFrom: [{ kind: 'config-map', name: 'm' }] },
      whole('X may come from ConfigMap m'),
    ],
    [
      'that may come with several: the last wins',
      {
        environmentFrom: [
          { kind: 'secret', name: 's' },
          { kind: 'config-map', name: 'm' },
        ],
      },
      whole('X may come from ConfigMap m'),
    ],
    [
      'that no whole source can set, by its prefix',
      { environmentFrom: [{ kind: 'secret', name: 's', prefix: 'DB_' }] },
      { state: 'unset' },
    ],
    [
      'in clear, whatever comes whole',
      { ...variable({}), environmentFrom: [{ kind: 'secret', name: 's' }] },
      { state: 'known', value: '1' },
    ],
    [
      'that only a source of the plan may set',
      { environmentFrom: [{ kind: 'config-map', name: 'listed' }] },
      { state: 'unset' },
    ],
  ])('%s', (_how, spec, expected) => {
    expect(told(setting(spec))).toEqual(expected);
  });

  test('a map counts in its own namespace alone', () => {
    const elsewhere = setting({ environment: [fromMap('X')] }, 'quay');
    expect(told(elsewhere)).toEqual(unknown('ConfigMap brake/HALTED is not read'));
  });

  test.each([
    ['on', 'on'],
    [' YES ', 'on'],
    ['0', 'off'],
    ['off', 'off'],
    ['', 'unknown'],
    ['perhaps', 'unknown'],
    ['"1"', 'on'],
    ['\ufeffTrue', 'on'],
    ['"0"', 'unknown'],
    ['\u200boff', 'unknown'],
  ])('as a switch %j is %s: danger is read widely, safety exactly', (value, state) => {
    expect(switchOf({ state: 'known', value })).toBe(state);
  });

  test.each([
    ['0', 'off'],
    ["'no'", 'off'],
    ['on', 'on'],
    ['"on"', 'unknown'],
  ])('as a switch that is dangerous while off %j is %s', (value, state) => {
    expect(switchOf({ state: 'known', value }, 'off')).toBe(state);
  });

  test('a switch that nobody set is off, and one that cannot be read is unknown', () => {
    expect(switchOf({ state: 'unset' })).toBe('off');
    expect(switchOf({ state: 'unknown', why: say('nothing') })).toBe('unknown');
  });
});

describe('access to a broker', () => {
  const plan: Plan = {
    ...SAMPLE_PLAN,
    safety: {
      ...SAMPLE_PLAN.safety,
      brokerCredentials: { variablePrefixes: ['BROKER_', 'VENUE_'], secrets: ['keys', 'pins'], agents: [] },
    },
  };
  const secret = (name: string, of: string): Variable => ({ ...fromSecret(name), secret: of });
  test.each<[string, Spec, string[]]>([
    ['nothing', {}, []],
    [
      'any of the prefixes',
      { environment: [literal('BROKER_URL', ''), literal('VENUE_ID', '')] },
      ['BROKER_URL', 'VENUE_ID'],
    ],
    ['not a prefix in the middle', { environment: [literal('MY_BROKER_URL', '')] }, []],
    [
      'any of the Secrets, in a variable',
      { environment: [secret('A', 'keys'), secret('B', 'pins')] },
      ['A', 'B'],
    ],
    ['not another Secret', { environment: [secret('A', 'other'), fromSecret('B')] }, []],
    ['a Secret taken whole', { environmentFrom: [{ kind: 'secret', name: 'keys' }] }, ['Secret keys']],
    ['not a map of the same name', { environmentFrom: [{ kind: 'config-map', name: 'keys' }] }, []],
    [
      'a Secret mounted',
      { mounts: [mount('/k', null, { secret: 'pins' }), mount('/m', 'keys')] },
      ['Secret pins'],
    ],
  ])('%s', (_how, spec, names) => {
    expect(brokerCredentialsOf(plan, container(spec))).toEqual(names);
    expect(brokerCredentialsOf(SAMPLE_PLAN, container(spec))).toEqual([]);
  });
});
