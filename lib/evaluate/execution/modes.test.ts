import { describe, expect, test } from 'vitest';
import { cloudRun, searchedRegion } from '#testing/samples/cloud-run.ts';
import { planWith } from '#testing/samples/contracts.ts';
import { braked, executionOf, fromMap, proofOf, SWITCHED_PLAN } from '#testing/samples/execution-case.ts';
import { answered, container, fromSecret, literal, mount, NOW, workload } from '#testing/samples/facts.ts';
import type { ContainerSpec, Fact } from '../../facts/fact.ts';

type Variable = ContainerSpec['environment'][number];
const secret = (name: string, of: string): Variable => ({ ...fromSecret(name), secret: of });
const field = (name: string, origin: 'field' | 'other'): Variable => ({ ...fromSecret(name), origin });
const KEY = secret('BROKER_KEY', 'other');
const HALT = mount('/etc/brake', 'brake');

const listed = { kind: 'Secret' as const, namespace: 'pier', name: 'listed', holds: 'h', by: 'b', why: 'w' };
const LISTING = { ...SWITCHED_PLAN, safety: { ...SWITCHED_PLAN.safety, knownSources: [listed] } };

/** The results for one container: at another workload, at one with a broker's credentials, and at an executor at zero. */
const UNREAD: [string, Variable[], ContainerSpec['environmentFrom'], string, string, string][] = [
  ['a mode in clear', [literal('MODE', 'observe ')], [], 'good', 'good', 'good'],
  ['a mode from a Secret', [fromSecret('MODE')], [], 'good', 'unknown', 'unknown'],
  ['a mode from a field', [field('MODE', 'field')], [], 'good', 'unknown', 'unknown'],
  ['a mode put together from others', [field('MODE', 'other')], [], 'good', 'unknown', 'unknown'],
  [
    'a mode from a ConfigMap that is not read',
    [fromMap('MODE', 'settings', 'MODE')],
    [],
    'good',
    'unknown',
    'unknown',
  ],
  [
    'a mode from one that may be missing',
    [fromMap('MODE', 'settings', 'MODE', true)],
    [],
    'good',
    'unknown',
    'unknown',
  ],
  [
    'a mode that may come with a whole Secret',
    [],
    [{ kind: 'secret', name: 's' }],
    // A Secret that nobody listed may hold a broker's credentials.
    'unknown',
    'unknown',
    'unknown',
  ],
  [
    'a mode that may come with a whole ConfigMap',
    [],
    [{ kind: 'config-map', name: 'c' }],
    'good',
    'unknown',
    'unknown',
  ],
  ['a word that is no mode', [literal('MODE', 'PRODUCTION')], [], 'good', 'unknown', 'unknown'],
  ['no mode: the image’s default decides, where an image runs', [], [], 'good', 'unknown', 'good'],
  ['an empty mode is none', [literal('MODE', '')], [], 'good', 'unknown', 'good'],
  [
    'an enable switch from a Secret',
    [literal('MODE', 'OFF'), fromSecret('ENABLED')],
    [],
    'good',
    'unknown',
    'unknown',
  ],
  [
    'an enable switch that is neither on nor off',
    [literal('MODE', 'OFF'), literal('ENABLED', 'maybe')],
    [],
    'good',
    'unknown',
    'unknown',
  ],
  ['dry run from a Secret', [literal('MODE', 'OFF'), fromSecret('DRY')], [], 'good', 'unknown', 'unknown'],
  ['no enable switch and no dry run say nothing', [literal('MODE', 'OFF')], [], 'good', 'good', 'good'],
  [
    'dry run on, enable off',
    [literal('MODE', 'OFF'), literal('DRY', '1'), literal('ENABLED', '0')],
    [],
    'good',
    'good',
    'good',
  ],
  ['a live mode', [literal('MODE', ' execute')], [], 'bad', 'bad', 'bad'],
  ['execution enabled', [literal('MODE', 'OFF'), literal('ENABLED', 'yes')], [], 'bad', 'bad', 'bad'],
  ['dry run off', [literal('MODE', 'OFF'), literal('DRY', 'no')], [], 'bad', 'bad', 'bad'],
];

describe('modes', () => {
  test.each(UNREAD)('%s', (_rule, environment, environmentFrom, elsewhere, holder, executor) => {
    const verdict = (fact: Fact) => proofOf(executionOf([fact]), 'modes').verdict;
    const spec = (more: Variable[]) =>
      container({ environment: [...environment, ...more], environmentFrom, mounts: [HALT] });
    expect(verdict(workload('twin', { containers: [spec([])] }))).toBe(elsewhere);
    expect(verdict(workload('twin', { containers: [spec([KEY])] }))).toBe(holder);
    expect(verdict(workload('crane', { desired: 0, actual: 0, containers: [spec([])] }))).toBe(executor);
  });

  const hidden = { environment: [fromSecret('MODE')] };
  const HOLDERS: [string, Partial<ContainerSpec>, string][] = [
    [
      'a variable of the broker’s',
      { environment: [fromSecret('MODE'), literal('BROKER_URL', 'x')] },
      'unknown',
    ],
    [
      'a variable from a broker’s Secret',
      { environment: [fromSecret('MODE'), secret('K', 'broker-creds')] },
      'unknown',
    ],
    ['a variable from another Secret', { environment: [fromSecret('MODE'), secret('K', 'other')] }, 'good'],
    ['all of a broker’s Secret', { environmentFrom: [{ kind: 'secret', name: 'broker-creds' }] }, 'unknown'],
    [
      'all of a Secret that nobody listed',
      { environmentFrom: [{ kind: 'secret', name: 'other' }] },
      'unknown',
    ],
    [
      'all of a Secret that the plan lists',
      { environmentFrom: [{ kind: 'secret', name: 'listed' }] },
      'good',
    ],
    [
      'a broker’s Secret mounted',
      { ...hidden, mounts: [mount('/k', null, { secret: 'broker-creds' })] },
      'unknown',
    ],
    ['another Secret mounted', { ...hidden, mounts: [mount('/k', null, { secret: 'other' })] }, 'good'],
  ];
  test.each(HOLDERS)('a container holds the broker’s credentials by %s', (_how, spec, verdict) => {
    const twin = workload('twin', { containers: [container(spec)] });
    expect(proofOf(executionOf([twin], { plan: LISTING }), 'modes').verdict).toBe(verdict);
  });

  test('scaled to zero, a holder of credentials starts nothing whose mode could matter', () => {
    const containers = [container({ environment: [KEY, fromSecret('MODE')] })];
    expect(executionOf([workload('twin', { desired: 0, actual: 0, containers })]).outcome).toBe('proven-off');
    expect(executionOf([workload('twin', { desired: 0, actual: 1, containers })]).outcome).toBe('unproven');
  });

  test('a sidecar without credentials beside one that holds them needs no mode', () => {
    const holder = container({ environment: [KEY, literal('MODE', 'OBSERVE')] });
    const said = executionOf([workload('twin', { containers: [holder, container({ name: 'side' })] })]);
    expect(said.outcome).toBe('proven-off');
  });

  test('an entry that does not count is still listed', () => {
    const said = executionOf([
      workload('twin', { containers: [container({ environment: [fromSecret('MODE')] })] }),
    ]);
    expect(proofOf(said, 'modes').evidence).toMatchObject([
      { subject: 'Deployment pier/twin', value: 'MODE comes from a Secret' },
      { subject: 'Deployment pier/crane, Deployment pier/feed', value: 'MODE=OFF' },
    ]);
  });

  test('a running executor without a mode runs by its image’s default, and is not gated', () => {
    const spec = braked({ environment: [] });
    const said = executionOf([workload('crane', { containers: [spec] })]);
    expect(proofOf(said, 'modes')).toMatchObject({
      verdict: 'unknown',
      detail: expect.stringContaining('MODE is not set'),
    });
  });

  test('a live mode counts at zero too, in any container', () => {
    const init = container({ name: 'init', role: 'init', environment: [literal('MODE', 'LIVE')] });
    const said = executionOf([workload('twin', { desired: 0, actual: 0, containers: [container(), init] })]);
    expect([said.outcome, proofOf(said, 'modes').value]).toEqual(['not-off', 'MODE=LIVE']);
  });

  test('every standing workload is counted as read, and each Deployment once', () => {
    const detail = (...more: Fact[]) => proofOf(executionOf(more), 'modes').detail;
    expect(detail()).toBe('3 workloads and every pod read');
    expect(
      detail(
        workload('feed-x', {
          kind: 'ReplicaSet',
          owner: { kind: 'Deployment', name: 'feed', group: 'apps' },
        }),
        workload('once', { kind: 'Job' }),
        workload('nightly', { kind: 'CronJob' }),
      ),
    ).toBe('4 workloads and every pod read');
  });

  test('a mode is shown in capitals, and only if it is a harmless word', () => {
    const set = (mode: string) =>
      proofOf(
        executionOf([
          workload('twin', { containers: [container({ environment: [literal('MODE', mode)] })] }),
        ]),
        'modes',
      ).evidence.map((e) => [e.subject, e.value]);
    expect(set('turbo 7d1e')).toEqual([
      ['Deployment pier/twin', 'MODE is set to no known mode (not shown)'],
      ['Deployment pier/crane, Deployment pier/feed', 'MODE=OFF'],
    ]);
    expect(set('sandbox')).toEqual([
      ['Deployment pier/twin', 'MODE=SANDBOX is no mode'],
      ['Deployment pier/crane, Deployment pier/feed', 'MODE=OFF'],
      ['Deployment pier/twin', 'MODE=SANDBOX'],
    ]);
    expect(set(' eval ')).toEqual([
      ['Deployment pier/twin', 'MODE=EVAL'],
      ['Deployment pier/crane, Deployment pier/feed', 'MODE=OFF'],
    ]);
  });

  test('dry run off is ours in the mesh, at an executor anywhere, and on Cloud Run', () => {
    const containers = [container({ environment: [literal('MODE', 'OFF'), literal('DRY', '0')] })];
    const at = (name: string, namespace: string) =>
      proofOf(executionOf([workload(name, { namespace, desired: 0, actual: 0, containers })]), 'modes')
        .verdict;
    expect([at('twin', 'pier'), at('twin', 'far'), at('crane', 'far')]).toEqual(['bad', 'good', 'bad']);
    const dry = [container({ environment: [literal('MODE', 'OFF'), literal('DRY', '0')] })];
    const run = [searchedRegion(), cloudRun('tide', { containers: dry })];
    const plan = planWith('feed', { cloudRun: { service: 'tide' } });
    expect(proofOf(executionOf(run, { plan }), 'modes')).toMatchObject({
      verdict: 'bad',
      detail: 'Cloud Run service tide: DRY is off',
    });
    expect(proofOf(executionOf(run), 'modes').verdict).toBe('good');
  });

  test('if a variable is set twice the last one counts', () => {
    const environment = [literal('MODE', 'LIVE'), literal('MODE', 'OFF')];
    expect(executionOf([workload('twin', { containers: [container({ environment })] })]).outcome).toBe(
      'proven-off',
    );
  });

  const state = (more: object) =>
    answered('pilot', 'status', 'pier/pilot-0', {
      contract: 'execution-state',
      state: 'READY',
      mode: 'OFF',
      dryRun: true,
      killSwitch: true,
      ...more,
    });
  const unreadable = (about: string) => ({ unreadable: [{ field: 'dry_run', value: 'maybe', about }] });
  test.each([
    ['a live mode', { mode: ' live ' }, 'not-off'],
    ['dry run off', { dryRun: false }, 'not-off'],
    ['nothing of the kind', { dryRun: null }, 'proven-off'],
    ['orders in a way that cannot be read', unreadable('orders'), 'unproven'],
    ['its beat in a way that cannot be read', unreadable('beat'), 'proven-off'],
  ])('an executor’s own state that reports %s', (_what, more, outcome) => {
    expect(executionOf(state(more)).outcome).toBe(outcome);
  });

  test('a Cloud Run service’s variables count as any other’s', () => {
    const service = (environment: Variable[]): Fact[] => [
      searchedRegion(),
      cloudRun('tide', { scaling: 'automatic', containers: [container({ environment })] }),
    ];
    expect(executionOf(service([literal('MODE', 'LIVE')])).outcome).toBe('not-off');
    expect(executionOf(service([literal('MODE', 'OBSERVE')]), { now: NOW }).outcome).toBe('proven-off');
  });
});
