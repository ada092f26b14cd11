/** The kill switch as its readers take it: what they differ about, and what does not reach them, is not confirmed. */

import { describe, expect, test } from 'vitest';
import {
  BRAKE_FILE,
  braked,
  executionOf,
  proofOf,
  runningCrane,
  SWITCHED_PLAN,
} from '#testing/samples/execution-case.ts';
import {
  config,
  container,
  containerState,
  literal,
  mount,
  NOW,
  pod,
  workload,
} from '#testing/samples/facts.ts';
import type { ConfigValue, ContainerSpec, Fact, PodValue } from '../../facts/fact.ts';
import type { Plan } from '../../plan/schema.ts';

const HOUR = 3_600_000;

function brake(data: Record<string, string>, more: Partial<ConfigValue> = {}): Fact {
  const fact = config('brake', data);
  return fact.kind === 'config' && fact.value !== null
    ? { ...fact, value: { ...fact.value, ...more } }
    : fact;
}

describe('the value of a switch', () => {
  test.each([
    ['1', 'good', '2 ConfigMaps agree: HALTED=1, STOP=true'],
    [' 1\n', 'good', '2 ConfigMaps agree: HALTED=1, STOP=true'],
    ['\ufeff1', 'unknown', 'HALTED=“U+FEFF1” halts some programs and not others'],
    ['1\n0', 'unknown', 'HALTED=“1\\n0” halts some programs and not others'],
    ['\n1', 'unknown', 'HALTED=“\\n1” halts some programs and not others'],
    ['1\u0085', 'unknown', 'HALTED=“1U+0085” halts some programs and not others'],
    ['\u200b1', 'unknown', 'value “U+200B1” is neither on nor off'],
    ['\ufeff0', 'unknown', 'value “U+FEFF0” is neither on nor off'],
    ['', 'unknown', 'value “” is neither on nor off'],
    ['0', 'bad', 'HALTED=0, STOP=true'],
  ])('%j is %s', (value, verdict, detail) => {
    const said = executionOf([brake({ HALTED: value })]);
    expect(proofOf(said, 'halt-switches')).toMatchObject({ verdict, detail });
    expect(said.outcome === 'proven-off').toBe(verdict === 'good');
  });

  test('in binaryData it is there, and not read', () =>
    expect(proofOf(executionOf([brake({}, { binaryKeys: ['HALTED'] })]), 'halt-switches')).toMatchObject({
      verdict: 'unknown',
      detail: 'HALTED is in binaryData, which is not read',
    }));
});

const mounts = (facts: readonly Fact[], plan: Plan = SWITCHED_PLAN) =>
  proofOf(executionOf(facts, { plan }), 'halt-mounts');
const running = (environment: ContainerSpec['environment'], ...at: ContainerSpec['mounts']) =>
  runningCrane(container({ environment: [...environment, literal('MODE', 'OFF')], mounts: at }));

describe('a switch in binaryData', () => {
  const binary = brake({}, { binaryKeys: ['HALTED'] });
  const fromMap = (key: string): ContainerSpec['environment'][number] => ({
    ...literal('HALTED', ''),
    origin: 'config-map',
    value: null,
    ref: { configMap: 'brake', key, optional: false },
  });
  test.each<[string, Fact[], string, RegExp]>([
    [
      'is a file whose bytes are not read',
      running([literal('HALTED_FILE', BRAKE_FILE)], mount('/etc/brake', 'brake')),
      'unknown',
      /comes from binaryData of ConfigMap brake, which is not read/,
    ],
    [
      'is so at the expected path too',
      running([], mount('/etc/brake', 'brake')),
      'unknown',
      /comes from binaryData/,
    ],
    [
      'is no variable',
      running([fromMap('HALTED')]),
      'bad',
      /would come from ConfigMap brake, which is missing/,
    ],
  ])('%s', (_, facts, verdict, detail) => {
    const proof = mounts([binary, ...facts]);
    expect([proof.verdict, proof.detail]).toEqual([verdict, expect.stringMatching(detail)]);
  });
});

describe('older names and documents', () => {
  const names = { olderEnv: ['OLD'], olderFileEnv: ['OLD_FILE'], documentEnv: 'HALTED_DOC' };
  const plan: Plan = {
    ...SWITCHED_PLAN,
    safety: {
      ...SWITCHED_PLAN.safety,
      haltSwitches: SWITCHED_PLAN.safety.haltSwitches.map((s) =>
        s.readAs === undefined ? s : { ...s, readAs: { ...s.readAs, ...names } },
      ),
    },
  };
  const mounted = mount('/etc/brake', 'brake');
  const file = literal('OLD_FILE', BRAKE_FILE);
  const document = literal('HALTED_DOC', 'ops/halt');
  test.each<[string, Fact[], string, RegExp]>([
    ['an older path that is mounted', running([file], mounted), 'good', /every file/],
    ['an older path without its mount', running([file]), 'bad', /OLD_FILE=\S+: no volume is mounted there/],
    [
      'an older path without its mount beside a good one',
      running([literal('OLD_FILE', '/nowhere')], mounted),
      'bad',
      /OLD_FILE=\/nowhere: no volume/,
    ],
    ['an older variable that allows', running([literal('OLD', '0')], mounted), 'bad', /OLD=0 is written/],
    [
      'an older variable about which programs differ',
      running([literal('OLD', '\ufeff1')], mounted),
      'unknown',
      /OLD=“U\+FEFF1” is written into the spec and halts some programs and not others/,
    ],
    ['a document alone', running([document]), 'unknown', /HALTED_DOC names a document/],
    ['a document beside the switch', running([document], mounted), 'good', /every file/],
    ['a document that is not named', running([literal('HALTED_DOC', '')]), 'bad', /takes no kill switch/],
  ])('%s', (_, facts, verdict, detail) => {
    const proof = mounts(facts, plan);
    expect([proof.verdict, proof.detail]).toEqual([verdict, expect.stringMatching(detail)]);
  });

  test('without them in the plan they are nobody’s', () =>
    expect(mounts(running([literal('OLD_FILE', '/nowhere')], mounted)).verdict).toBe('good'));
  test('a document beside the switch is named in the evidence', () =>
    expect(mounts(running([document], mounted), plan).evidence.map(({ value }) => value)).toContain(
      'HALTED_DOC names a document, which is not looked at',
    ));
});

describe('an immutable map that was created again', () => {
  const CREATED = NOW - HOUR;
  const again = brake({ HALTED: '1' }, { immutable: true, createdAt: CREATED, changedAt: CREATED });
  const feed = (createdAt: number | null, startedAt: number | null, more: Partial<PodValue> = {}): Fact[] => [
    workload('feed', { containers: [braked()] }),
    pod('feed-1', 'feed', {
      containers: [braked()],
      createdAt,
      states: [containerState({ startedAt })],
      ...more,
    }),
  ];
  const restarted = { states: [containerState({ startedAt: NOW - 60_000, restarts: 3 })] };
  const older = (node: string | null, spec = braked()) =>
    pod('other', 'other', { containers: [spec], createdAt: CREATED - HOUR, node });
  const processes = (...facts: Fact[]) => proofOf(executionOf([again, ...facts]), 'halt-processes');

  test.each<[string, Fact[], string]>([
    ['reaches a pod from after it', feed(CREATED + 1000, CREATED + 3000), 'good'],
    ['reaches a pod that waited for it', feed(CREATED - 1000, CREATED + 3000), 'good'],
    ['is not known to reach a container from two seconds after it', feed(null, CREATED + 2000), 'unknown'],
    ['reaches a container from later', feed(null, CREATED + 2001), 'good'],
    ['does not reach a pod from before it', feed(CREATED - HOUR, CREATED - HOUR), 'unknown'],
    ['does not reach it after a restart', feed(CREATED - HOUR, null, restarted), 'unknown'],
    ['reaches a pod from after it that restarted', feed(CREATED + 1000, null, restarted), 'good'],
    ['is not known to reach a pod of no known age', feed(null, null), 'unknown'],
    [
      'is not known to reach a pod beside an older one that uses it',
      [...feed(CREATED + 1000, CREATED + 3000), older('n1', container({ mounts: [mount('/x', 'brake')] }))],
      'unknown',
    ],
    [
      'reaches one beside an older pod that does not use it',
      [...feed(CREATED + 1000, CREATED + 3000), older('n1', container())],
      'good',
    ],
    [
      'reaches one while older pods are on other nodes',
      [...feed(CREATED + 1000, CREATED + 3000), older('n2', container({ mounts: [mount('/x', 'brake')] }))],
      'good',
    ],
  ])('%s', (_, facts, verdict) => expect(processes(...facts).verdict).toBe(verdict));

  const inVariable = (configMap: string) => ({
    ...literal('X', ''),
    ...{ origin: 'config-map' as const, value: null, ref: { configMap, key: 'X', optional: false } },
  });

  test.each<[string, ContainerSpec, boolean]>([
    ['in a variable', container({ environment: [inVariable('brake')] }), true],
    ['whole', container({ environmentFrom: [{ kind: 'config-map', name: 'brake' }] }), true],
    ['not: another map in a variable', container({ environment: [inVariable('paint')] }), false],
    ['not: a value in the open', container({ environment: [literal('X', 'brake')] }), false],
    [
      'not: another map whole',
      container({ environmentFrom: [{ kind: 'config-map', name: 'paint' }] }),
      false,
    ],
    ['not: a Secret of its name', container({ environmentFrom: [{ kind: 'secret', name: 'brake' }] }), false],
  ])('an older pod beside it may use it %s', (_, spec, uses) => {
    const said = processes(...feed(CREATED + 1000, CREATED + 3000), older('n1', spec));
    expect(`${said.detail}`.includes('Pod feed-1')).toBe(uses);
  });

  test('names the pod', () =>
    expect(processes(...feed(CREATED - HOUR, CREATED - HOUR)).detail).toBe(
      'Pod feed-1, pier: ConfigMap brake is immutable and was created 09:15:00 ET: its node may still have an older one',
    ));
  test('one that is not immutable follows', () => {
    const mutable = brake({ HALTED: '1' }, { createdAt: CREATED, changedAt: CREATED });
    const said = executionOf([mutable, ...feed(CREATED - HOUR, CREATED - HOUR)]);
    expect(proofOf(said, 'halt-processes').verdict).toBe('good');
  });
});

test('a map that was restored has its data since then, whatever its record says', () => {
  const byEnv = container({
    environment: [
      {
        ...literal('HALTED', ''),
        origin: 'config-map',
        value: null,
        ref: { configMap: 'brake', key: 'HALTED', optional: false },
      },
      literal('MODE', 'OFF'),
    ],
  });
  const restored = brake({ HALTED: '1' }, { createdAt: NOW - HOUR, changedAt: NOW - 9 * HOUR });
  const said = executionOf([restored, ...runningCrane(byEnv, 'pier', NOW - 2 * HOUR)]);
  expect(proofOf(said, 'halt-processes').verdict).toBe('unknown');
});
