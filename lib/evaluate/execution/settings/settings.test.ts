/** Gates, settings that nobody listed, and sources that are not read: in the mesh, beside credentials, and elsewhere. */

import { describe, expect, test } from 'vitest';
import { executionOf, fromMap, proofOf, SWITCHED_PLAN } from '#testing/samples/execution-case.ts';
import { container, fromSecret, literal, mount, NOW, pod, workload } from '#testing/samples/facts.ts';
import type { ContainerSpec, Fact } from '../../../facts/fact.ts';
import { EMPTY_LEDGER } from '../../../facts/ledger.ts';
import { marketAt } from '../../../market/market.ts';
import { type Plan, planSchema } from '../../../plan/schema.ts';
import { bypassVariables } from './bypass.ts';

type Spec = Partial<ContainerSpec>;
type Variable = ContainerSpec['environment'][number];

const GATED: Plan = planSchema.parse({
  ...SWITCHED_PLAN,
  safety: {
    ...SWITCHED_PLAN.safety,
    gates: [
      { variable: 'GUARD_UNLOCK', safe: ['off'] },
      { variable: 'CONFIRM_TOKEN', safe: [] },
      { variable: 'TRADING_MODE', safe: ['paper'], unset: 'unknown', where: 'mesh' },
      { variable: 'API_URL', safe: ['https://paper.example'], danger: ['https://live.example'] },
    ],
    knownSettings: [
      { setting: 'LIVE_MODE', workload: 'twin', means: 'redraws charts', by: 'ada' },
      { setting: '--live', means: 'tails a log', by: 'ada' },
    ],
    knownSources: [
      { kind: 'ConfigMap', namespace: 'pier', name: 'listed', holds: 'colours', by: 'ada', why: 'no switch' },
      { kind: 'Secret', namespace: 'pier', name: 'keys', holds: 'certificates', by: 'ada', why: 'no switch' },
    ],
  },
});
const MODE = literal('MODE', 'OFF');
const KEY = literal('BROKER_KEY', '');
const PAPER = literal('TRADING_MODE', 'paper');
const HALT = mount('/etc/brake', 'brake');

const spec = (environment: Variable[], more: Spec = {}) =>
  container({ environment: [MODE, PAPER, ...environment], mounts: [HALT], ...more });
const modes = (facts: Fact[], plan = GATED) => proofOf(executionOf(facts, { plan }), 'modes');
const at = (name: string, namespace: string, c: ContainerSpec, replicas = 1) =>
  workload(name, { namespace, desired: replicas, actual: replicas, containers: [c] });

const odd = (name: string): Variable => ({ ...literal(name, 'x'), value: null });
const other: Variable = { ...fromSecret('LIVE_TRADING'), origin: 'other' };

/** The verdicts: in the mesh at zero, at a stranger elsewhere, beside credentials elsewhere, at an executor elsewhere. */
const CASES: [string, ContainerSpec, string, string, string, string][] = [
  ['nothing', spec([]), 'good', 'good', 'good', 'good'],
  ['a gate that is open', spec([literal('GUARD_UNLOCK', '"1"')]), 'bad', 'bad', 'bad', 'bad'],
  ['a gate that is shut', spec([literal('GUARD_UNLOCK', '0')]), 'good', 'good', 'good', 'good'],
  ['an odd gate', spec([odd('GUARD_UNLOCK')]), 'unknown', 'good', 'unknown', 'unknown'],
  ['a gate from a Secret', spec([fromSecret('GUARD_UNLOCK')]), 'unknown', 'good', 'unknown', 'unknown'],
  ['a gate under another writing', spec([literal('guard-unlock', 'on')]), 'bad', 'bad', 'bad', 'bad'],
  ['a gate as a flag', spec([], { args: ['--guard-unlock'] }), 'bad', 'bad', 'bad', 'bad'],
  ['a token, of which nothing is kept', spec([odd('CONFIRM_TOKEN')]), 'bad', 'bad', 'bad', 'bad'],
  ['an empty token', spec([literal('CONFIRM_TOKEN', '')]), 'good', 'good', 'good', 'good'],
  ['a live address', spec([literal('API_URL', 'https://live.example')]), 'bad', 'bad', 'bad', 'bad'],
  [
    'a live address under another name',
    spec([literal('B', 'https://live.example')]),
    'unknown',
    'good',
    'unknown',
    'unknown',
  ],
  ['another address', spec([odd('API_URL')]), 'unknown', 'good', 'unknown', 'unknown'],
  [
    'a live address as an argument',
    spec([], { args: ['https://live.example'] }),
    'unknown',
    'good',
    'unknown',
    'unknown',
  ],
  [
    'a live address with another dot',
    spec([], { args: ['https://live。example'] }),
    'unknown',
    'good',
    'unknown',
    'unknown',
  ],
  [
    'a live address behind its flag',
    spec([], { args: ['-uhttps://live.example'] }),
    'unknown',
    'good',
    'unknown',
    'unknown',
  ],
  ['a gate of the mesh alone', spec([literal('TRADING_MODE', 'live')]), 'bad', 'good', 'bad', 'bad'],
  ['a live mode as a flag', spec([], { command: ['x', '--mode', 'LIVE'] }), 'bad', 'bad', 'bad', 'bad'],
  ['dry run off as a flag', spec([], { args: ['--dry=false'] }), 'bad', 'good', 'bad', 'bad'],
  [
    'a setting that nobody listed',
    spec([literal('LIVE_TRADING', '1')]),
    'unknown',
    'good',
    'unknown',
    'unknown',
  ],
  ['one whose value is not kept', spec([odd('LIVE_TRADING')]), 'unknown', 'good', 'unknown', 'unknown'],
  ['one from a Secret', spec([fromSecret('LIVE_TRADING')]), 'unknown', 'good', 'unknown', 'unknown'],
  ['one put together', spec([other]), 'unknown', 'good', 'unknown', 'unknown'],
  ['one from a map', spec([fromMap('LIVE_TRADING', 'm', 'K')]), 'unknown', 'good', 'unknown', 'unknown'],
  ['one as a flag', spec([], { args: ['--no-paper'] }), 'unknown', 'good', 'unknown', 'unknown'],
  [
    'one within an argument',
    spec([], { args: ['{"live_trading": true}'] }),
    'unknown',
    'good',
    'unknown',
    'unknown',
  ],
  [
    'a live address as an argument',
    spec([], { command: ['bot', 'https://live.example/v2'] }),
    'unknown',
    'good',
    'unknown',
    'unknown',
  ],
  [
    'another address as an argument',
    spec([], { command: ['bot', 'x.example'] }),
    'good',
    'good',
    'good',
    'good',
  ],
  [
    'a live address as an option',
    spec([], { command: ['bot', '-live.example'] }),
    'good',
    'good',
    'good',
    'good',
  ],
  [
    'a mode that nobody knows and that speaks of live trading',
    container({ environment: [literal('MODE', 'LIVE_TRADING'), PAPER], mounts: [HALT] }),
    'unknown',
    'good',
    'unknown',
    'unknown',
  ],
  ['one that is set to nothing', spec([literal('LIVE_TRADING', '')]), 'good', 'good', 'good', 'good'],
  ['one that is off', spec([literal('LIVE_TRADING', '0')]), 'good', 'good', 'good', 'good'],
  ['one that the plan lists', spec([], { args: ['--live'] }), 'good', 'good', 'good', 'good'],
  [
    'a halt switch as a flag',
    spec([], { args: ['--trading-halted=0'] }),
    'unknown',
    'good',
    'unknown',
    'unknown',
  ],
  [
    'a map that is taken whole',
    spec([], { environmentFrom: [{ kind: 'config-map', name: 'm' }] }),
    'good',
    'good',
    'unknown',
    'unknown',
  ],
];

describe('settings', () => {
  test.each(CASES)('%s', (_what, c, mesh, stranger, holder, executor) => {
    const withKey = { ...c, environment: [...c.environment, KEY] };
    expect([
      modes([at('twin', 'pier', c, 0)]).verdict,
      modes([at('twin', 'far', c)]).verdict,
      modes([at('twin', 'far', withKey)]).verdict,
      modes([at('crane', 'far', c, 0)]).verdict,
    ]).toEqual([mesh, stranger, holder, executor]);
  });

  test('a setting is beside credentials in any container of the same pod', () => {
    const c = spec([literal('LIVE_TRADING', '1')], { name: 'side' });
    const containers = [c, spec([KEY])];
    expect(modes([workload('twin', { namespace: 'far', containers })]).verdict).toBe('unknown');
  });

  test('a gate whose absence is unknown counts where orders could leave', () => {
    const bare = container({ environment: [MODE], mounts: [HALT] });
    const withKey = { ...bare, environment: [MODE, KEY] };
    expect(modes([at('twin', 'pier', bare)]).verdict).toBe('good');
    expect(modes([at('twin', 'pier', withKey)])).toMatchObject({
      verdict: 'unknown',
      detail: 'Deployment twin: TRADING_MODE is not set: the image’s default decides',
    });
    expect(modes([at('crane', 'pier', bare, 0)]).verdict).toBe('good');
  });

  test('a listed setting is known in its workload and its pods, and nowhere else', () => {
    const c = spec([literal('LIVE_MODE', '1')]);
    expect(modes([at('twin', 'pier', c), pod('twin-x', 'twin', { containers: [c] })]).verdict).toBe('good');
    expect(modes([at('other', 'pier', c)]).verdict).toBe('unknown');
  });

  test('a listed source is no reason to doubt, whole or by key; a gate from it is', () => {
    const environmentFrom = [{ kind: 'config-map' as const, name: 'listed' }];
    expect(modes([at('crane', 'pier', spec([], { environmentFrom }), 0)]).verdict).toBe('good');
    expect(modes([at('crane', 'far', spec([], { environmentFrom }), 0)]).verdict).toBe('unknown');
    const byKey = (name: string) => modes([at('twin', 'pier', spec([fromMap(name, 'listed', 'K')]))]).verdict;
    expect([byKey('LIVE_TRADING'), byKey('GUARD_UNLOCK')]).toEqual(['good', 'unknown']);
    const bySecret = (secret: string) =>
      modes([at('twin', 'pier', spec([{ ...fromSecret('LIVE_TRADING'), secret }]))]).verdict;
    expect([bySecret('keys'), bySecret('other'), bySecret('listed')]).toEqual(['good', 'unknown', 'unknown']);
  });

  test('a value is told only if it is harmless, with its container and source', () => {
    const told = (variable: Variable) => modes([at('twin', 'pier', spec([variable]))]).detail;
    const what = 'may let orders leave, and is not in the plan';
    expect(told(literal('LIVE_TRADING', ' "TRUE" '))).toBe(
      `Deployment twin: LIVE_TRADING=true in container main: ${what}`,
    );
    expect(told(literal('LIVE_TRADING', 'hunter2'))).toBe(
      `Deployment twin: LIVE_TRADING set, not shown in container main: ${what}`,
    );
    expect(told({ ...fromSecret('LIVE_TRADING'), secret: 's' })).toBe(
      `Deployment twin: LIVE_TRADING from Secret s in container main: ${what}`,
    );
    expect(told(fromMap('LIVE_TRADING', 'm', 'K'))).toBe(
      `Deployment twin: LIVE_TRADING from ConfigMap m in container main: ${what}`,
    );
    expect(told(literal('API_URL', 'https://k:hunter2@live.example/v2'))).toBe(
      'Deployment twin: API_URL=https://live.example in container main: orders may leave',
    );
    expect(
      JSON.stringify(modes([at('twin', 'pier', spec([literal('CONFIRM_TOKEN', 'hunter2')]))])),
    ).not.toContain('hunter2');
    const flag = spec([], { args: ['--live-trading=hunter2'] });
    expect(JSON.stringify(modes([at('twin', 'pier', flag)]))).not.toContain('hunter2');
  });

  test('what is not of the mesh is counted in the scope, once for a workload and its pods', () => {
    const environmentFrom = [{ kind: 'secret' as const, name: 's' }];
    const c = spec([literal('LIVE_TRADING', '1'), literal('SANDBOX', 'false')], { environmentFrom });
    const far = [at('twin', 'far', c), pod('twin-x', 'twin', { namespace: 'far', containers: [c] })];
    const said = executionOf(far, { plan: GATED });
    expect([said.outcome, said.scope.settings]).toEqual([
      'proven-off',
      { sourcesNotRead: 1, elsewhere: 1, listedSuspects: 0 },
    ]);
    const another = spec([literal('LIVE_TRADING', '1')], {
      environmentFrom: [{ kind: 'secret' as const, name: 't' }],
    });
    const more = executionOf([...far, at('other', 'far', another)], { plan: GATED });
    expect(more.scope.settings).toMatchObject({ sourcesNotRead: 2, elsewhere: 2 });
    const counted = { sourcesNotRead: 0, elsewhere: 0, listedSuspects: 0 };
    expect(executionOf([at('twin', 'pier', c)], { plan: GATED }).scope.settings).toEqual(counted);
  });

  test('a mode that a whole source may set is told in the mesh alone: elsewhere the source is counted', () => {
    const environmentFrom = [{ kind: 'secret' as const, name: 's' }];
    const c = container({ environment: [PAPER], mounts: [HALT], environmentFrom });
    const told = (namespace: string) =>
      modes([at('twin', namespace, c)]).evidence.filter(({ subject }) => subject.includes('twin')).length;
    expect([told('pier') > 0, told('far')]).toEqual([true, 0]);
  });

  test('a plan without these keys judges its switches as before', () => {
    const c = container({ environment: [MODE, literal('COLOUR', '0')], mounts: [HALT] });
    expect(modes([at('twin', 'pier', c)], SWITCHED_PLAN).verdict).toBe('good');
  });
});

test.each<[string, Variable[], string[]]>([
  ['on', [literal('NO_GATE', 'true')], ['NO_GATE on feed']],
  ['on by one of two names', [literal('NO_GATE', 'true'), literal('no-gate', '0')], ['NO_GATE on feed']],
  ['off', [literal('NO_GATE', '0')], []],
  ['not to be read', [fromSecret('NO_GATE')], []],
  ['not set', [], []],
])('a variable that passes the freshness gate and is %s', (_how, environment, expected) => {
  const fact = workload('feed', { containers: [spec(environment)] });
  if (fact.kind !== 'workload' || fact.value === null) throw new Error('no workload');
  const world = { plan: GATED, ledger: EMPTY_LEDGER, market: marketAt(NOW), now: NOW };
  expect(bypassVariables(world, [fact.value])).toEqual(expected);
});
