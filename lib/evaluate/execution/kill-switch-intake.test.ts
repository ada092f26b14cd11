/** How one container takes the kill switch, in words. */

import { describe, expect, test } from 'vitest';
import { BRAKE_FILE, fromMap, SWITCHED_PLAN } from '#testing/samples/execution-case.ts';
import { config, container, fromSecret, literal, mount, NOW } from '#testing/samples/facts.ts';
import type { ContainerSpec, Fact } from '../../facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../../facts/ledger.ts';
import { marketAt } from '../../market/market.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import type { HaltSwitch, Plan } from '../../plan/schema.ts';
import { type Intake, intakesOf, type Taken, takesSwitch } from './kill-switch-intake.ts';

type Spec = Partial<ContainerSpec>;
type Variable = ContainerSpec['environment'][number];

const HELD = config('brake', { HALTED: '1' });
const BRAKE: HaltSwitch = {
  id: 'brake',
  title: 'Brake',
  namespace: 'pier',
  configMap: 'brake',
  key: 'HALTED',
};
const READ_AS = { env: 'HALTED', fileEnv: 'HALTED_FILE', file: BRAKE_FILE };

function planOf(...haltSwitches: HaltSwitch[]): Plan {
  return { ...SWITCHED_PLAN, safety: { ...SWITCHED_PLAN.safety, haltSwitches } };
}

function intakes(
  spec: Spec,
  readAs: HaltSwitch['readAs'] = READ_AS,
  namespace = 'pier',
  facts: readonly Fact[] = [HELD],
): Intake[] {
  const plan = planOf({ ...BRAKE, readAs });
  const world = { plan, ledger: applyAll(EMPTY_LEDGER, facts), market: marketAt(NOW), now: NOW };
  return intakesOf(world, namespace, container(spec));
}

const words = (found: readonly Intake[]) => found.map((i) => [i.via, i.takes, i.frozen, text(i.why)]);
const set = (...environment: Variable[]): Spec => ({ environment });
const odd = (name: string, change: Partial<Variable>): Variable => ({ ...literal(name, '1'), ...change });
const LONG = `yes ${'x'.repeat(200)}`;

const BY_VARIABLE: [string, Spec, string, boolean, string][] = [
  ['from the switch', set(fromMap()), 'switch', true, 'HALTED comes from ConfigMap brake'],
  [
    'from a key that the plan does not name',
    set(fromMap('HALTED', 'brake', 'X')),
    'unseen',
    true,
    'HALTED comes from ConfigMap brake, key X, which the plan does not name',
  ],
  ['from a Secret', set(fromSecret('HALTED')), 'unseen', true, 'HALTED comes from a Secret'],
  [
    'from a field',
    set(odd('HALTED', { origin: 'field', value: null })),
    'unseen',
    true,
    'HALTED cannot be read from the spec',
  ],
  [
    'that is in clear, and was not kept',
    set(odd('HALTED', { value: null })),
    'unseen',
    true,
    'HALTED cannot be read from the spec',
  ],
  [
    'that has a value beside a source which is not read: the value is nobody’s',
    set(odd('HALTED', { origin: 'secret' })),
    'unseen',
    true,
    'HALTED comes from a Secret',
  ],
  [
    'in clear that halts',
    set(literal('HALTED', ' Yes ')),
    'halted',
    true,
    'HALTED=Yes is written into the spec and follows no switch',
  ],
  [
    'in clear that allows',
    set(literal('HALTED', '0')),
    'allowed',
    true,
    'HALTED=0 is written into the spec and follows no switch',
  ],
  [
    'in clear that is neither, and long',
    set(literal('HALTED', LONG)),
    'nothing',
    true,
    `HALTED=yes ${'x'.repeat(36)}… is written into the spec and is neither on nor off`,
  ],
  [
    'that may come with the whole map',
    { environmentFrom: [{ kind: 'config-map', name: 'brake' }] },
    'unseen',
    true,
    'HALTED may come with all of ConfigMap brake',
  ],
];

describe('by a variable', () => {
  test.each(BY_VARIABLE)('%s', (_how, spec, takes, frozen, why) => {
    expect(words(intakes(spec, { env: 'HALTED' }))).toEqual([['env', takes, frozen, why]]);
  });

  test.each<[string, Spec]>([
    ['nothing', {}],
    ['another variable', set(literal('OTHER', '1'))],
    ['a whole map of another name', { environmentFrom: [{ kind: 'config-map', name: 'other' }] }],
    ['a whole Secret of the same name', { environmentFrom: [{ kind: 'secret', name: 'brake' }] }],
  ])('an absent one: %s takes nothing', (_how, spec) => {
    expect(intakes(spec, { env: 'HALTED' })).toEqual([]);
  });

  test('a switch without a variable in the container is not taken', () => {
    const spec = { ...set(fromMap()), environmentFrom: [{ kind: 'config-map' as const, name: 'brake' }] };
    expect(intakes(spec, { fileEnv: 'HALTED_FILE' })).toEqual([]);
  });

  test('if one is set twice the last counts', () => {
    const found = intakes(set(literal('HALTED', '0'), fromMap()), { env: 'HALTED' });
    expect(found.map((i) => i.takes)).toEqual(['switch']);
  });
});

const AT = (path: string): Spec => ({
  environment: [literal('HALTED_FILE', path)],
  mounts: [mount('/etc/brake', 'brake')],
});

describe('by a file', () => {
  test.each<[string, Spec, string, boolean, string]>([
    [
      'that the variable names',
      AT(BRAKE_FILE),
      'switch',
      false,
      `HALTED_FILE=${BRAKE_FILE} comes from ConfigMap brake`,
    ],
    [
      'by subPath it is as old as the process',
      { ...AT(BRAKE_FILE), mounts: [mount(BRAKE_FILE, 'brake', { subPath: 'HALTED' })] },
      'switch',
      true,
      `HALTED_FILE=${BRAKE_FILE} comes from ConfigMap brake`,
    ],
    ['that is not mounted', AT('/tmp/x'), 'nothing', false, 'HALTED_FILE=/tmp/x: no volume is mounted there'],
    [
      'of another volume',
      { ...AT(BRAKE_FILE), mounts: [mount('/etc/brake', null)] },
      'unseen',
      false,
      `HALTED_FILE=${BRAKE_FILE}: comes from a volume that is no ConfigMap`,
    ],
    [
      'with a long name, which is reported in part',
      AT(`/${'d'.repeat(300)}`),
      'nothing',
      false,
      `HALTED_FILE=/${'d'.repeat(119)}: no volume is mounted there`,
    ],
    [
      'named by a Secret',
      set(fromSecret('HALTED_FILE')),
      'unseen',
      false,
      'HALTED_FILE cannot be read from the spec',
    ],
    [
      'named in clear, and not kept',
      set(odd('HALTED_FILE', { value: null })),
      'unseen',
      false,
      'HALTED_FILE cannot be read from the spec',
    ],
    [
      'named by a value beside a source that is not read',
      set(odd('HALTED_FILE', { origin: 'field', value: BRAKE_FILE })),
      'unseen',
      false,
      'HALTED_FILE cannot be read from the spec',
    ],
    [
      'at the path where the plan expects it',
      { mounts: [mount('/etc/brake', 'brake')] },
      'switch',
      false,
      `${BRAKE_FILE} comes from ConfigMap brake`,
    ],
  ])('%s', (_how, spec, takes, frozen, why) => {
    expect(words(intakes(spec))).toEqual([['file', takes, frozen, why]]);
  });

  test('at the expected path a copy of another namespace is one, and any other volume none', () => {
    const copy = 'comes from ConfigMap brake of its own namespace: a copy that the plan does not name';
    const spec = { mounts: [mount('/etc/brake', 'brake')] };
    expect(words(intakes(spec, READ_AS, 'quay'))).toEqual([['file', 'copy', false, `${BRAKE_FILE} ${copy}`]]);
    expect(intakes({ mounts: [mount('/etc/brake', 'other')] })).toEqual([]);
  });

  test('if neither a variable nor a path names a file, no file is read', () => {
    expect(intakes({ mounts: [mount('/etc/brake', 'brake')] }, { fileEnv: 'HALTED_FILE' })).toEqual([]);
  });

  test('if the plan does not name a switch’s readers each mount of its key counts', () => {
    const plan = planOf(BRAKE);
    const world = { plan, ledger: applyAll(EMPTY_LEDGER, [HELD]), market: marketAt(NOW), now: NOW };
    const mounts = [mount('/a/', 'brake'), mount('/b', 'other'), mount('/c', 'brake', { files: [] })];
    expect(words(intakesOf(world, 'pier', container({ mounts })))).toEqual([
      ['file', 'switch', false, '/a/HALTED comes from ConfigMap brake'],
    ]);
  });
});

describe('the map behind it', () => {
  test.each<[string, Fact[], string]>([
    ['never said: nothing is against it', [], 'switch'],
    ['there with its key', [HELD], 'switch'],
    ['there without the key', [config('brake', {})], 'nothing'],
    ['known to be gone', [HELD, config('brake', null)], 'nothing'],
  ])('%s', (_how, facts, takes) => {
    expect(intakes(set(fromMap()), READ_AS, 'pier', facts).map((i) => i.takes)).toEqual([takes]);
  });

  test('a switch that is kept in two namespaces is the switch in either, and a copy in a third', () => {
    const plan = planOf(
      { ...BRAKE, readAs: { env: 'HALTED' } },
      { ...BRAKE, id: 'far', namespace: 'quay', key: 'HALTED' },
    );
    const world = { plan, ledger: EMPTY_LEDGER, market: marketAt(NOW), now: NOW };
    const takes = (namespace: string) =>
      intakesOf(world, namespace, container(set(fromMap()))).map((i) => i.takes);
    expect([takes('pier'), takes('quay'), takes('far')]).toEqual([['switch'], ['switch'], ['copy']]);
  });
});

test.each<[Taken[], boolean]>([
  [[], false],
  [['switch'], true],
  [['switch', 'switch'], true],
  [['halted'], false],
  [['switch', 'halted'], true],
  [['switch', 'copy'], false],
  [['switch', 'allowed'], false],
  [['switch', 'unseen'], false],
  [['switch', 'nothing'], false],
  [['nothing'], false],
])('with %j a container takes the switch by only good ways: %s', (taken, good) => {
  const halt = BRAKE;
  expect(
    takesSwitch(taken.map((takes) => ({ halt, via: 'env', takes, frozen: true, why: say('nothing') }))),
  ).toBe(good);
});
