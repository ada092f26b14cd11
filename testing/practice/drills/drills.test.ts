import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { calmWorld, type TestWorld } from '../test-world.ts';
import { COLLECTIONS, REGIONS } from '../world/cloud-run.ts';
import { KIND_NAMES, type KindName } from '../world/kinds.ts';
import { calm } from './calm.ts';
import { crashloop } from './crashloop.ts';
import { executionScaledUp } from './execution-scaled-up.ts';
import { executorAutoscaled } from './executor-autoscaled.ts';
import { executorElsewhere } from './executor-elsewhere.ts';
import { halfDay } from './half-day.ts';
import { haltedAfterStart } from './halted-after-start.ts';
import { imagePullBackoff } from './image-pull-backoff.ts';
import { killSwitchMountedNowhere } from './kill-switch-mounted-nowhere.ts';
import { marketdataLies } from './marketdata-lies.ts';
import { marketdataStale } from './marketdata-stale.ts';
import { marketdataUnreachable } from './marketdata-unreachable.ts';
import { proposalsWhileStale } from './proposals-while-stale.ts';
import { DRILLS, drillNamed } from './registry.ts';
import { resourcePressure } from './resource-pressure.ts';

const NOT_DRILLS = [
  'begin.ts',
  'drill.ts',
  'hours.ts',
  'hours.test.ts',
  'registry.ts',
  'drills.test.ts',
  'shown.ts',
];
let here: TestWorld;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 15, 15) });
  here = calmWorld();
});

afterEach(() => {
  here.runner.stop();
  vi.useRealTimers();
});

/** Identity of a world for a reader of the cluster: names, specs and readiness. */
function picture() {
  const { store } = here.world;
  return {
    workloads: [...store.list('Deployment'), ...store.list('StatefulSet')].map((w) => [
      w.metadata.name,
      w.spec,
      w.status.readyReplicas,
    ]),
    switches: store
      .list('ConfigMap')
      .filter((c) => !c.metadata.name.includes('heartbeat'))
      .map((c) => [c.metadata.name, c.data, c.metadata.managedFields?.map((entry) => entry.manager)])
      .sort(),
    pods: store
      .list('Pod')
      .map((pod) => [
        pod.metadata.name.replace(/-[a-z0-9]{5}$/, ''),
        pod.status.phase,
        pod.status.containerStatuses[0]?.ready,
      ])
      .sort(),
    nodes: store
      .list('Node')
      .map((node) => [node.metadata.name, node.spec, node.status.conditions.map((c) => c.status)]),
  };
}

/** gamma-strategy's own status. */
function strategyWord() {
  const body = here.world.ask('gamma-strategy', '/ops/status')?.body ?? '';
  return [/"state":"\w+"/.exec(body)?.[0], /"reason_codes":\[[^\]]*\]/.exec(body)?.[0]];
}

/** The last tick of market data: old, present or in the future. */
function tickWord() {
  const body = here.world.ask('marketdata-mcp-server', '/healthz')?.body ?? '';
  const tick = Number(/"last_tick_epoch_seconds":([\d.]+)/.exec(body)?.[1]);
  return Math.round((here.world.now() / 1000 - tick) / 60);
}

/** Everything else that somebody outside can see of a drill. */
function seen() {
  const { store, forbidden, cloudRun } = here.world;
  const listed = REGIONS.flatMap((region) => COLLECTIONS.map((name) => cloudRun.list(region, name)));
  const restarts = store.list('Pod').map((pod) => pod.status.containerStatuses[0]?.restartCount ?? 0);
  const others = KIND_NAMES.filter((kind) => !['Event', 'Pod', 'Job'].includes(kind)).flatMap((kind) =>
    store.list<KindName>(kind).map(({ metadata }) => `${kind} ${metadata.name}`),
  );
  const beat = /"last_heartbeat_utc":["\d]/.exec(here.world.ask('gamma-strategy', '/ops/status')?.body ?? '');
  return JSON.stringify([
    picture(),
    strategyWord(),
    tickWord(),
    others,
    beat?.[0],
    [...forbidden],
    listed,
    [...cloudRun.faults],
    Math.max(...restarts),
  ]);
}

test('every file in the folder is registered under its own name, and every drill has one', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((file) => !NOT_DRILLS.includes(file));
  expect(DRILLS.map((drill) => `${drill.name}.ts`).sort()).toEqual(files.sort());
});

test('an unknown name is no drill', () => {
  expect(drillNamed('nope')).toBeUndefined();
});

describe.each(DRILLS.map((drill) => [drill.name, drill] as const))('%s', (_name, drill) => {
  beforeEach(() => {
    if (drill.hours === undefined) return;
    here.runner.stop();
    vi.setSystemTime(Date.parse(drill.hours.startsAt));
    here = calmWorld();
  });

  test('begins, goes on, and leaves a calm world behind when calm is called', async () => {
    await vi.advanceTimersByTimeAsync(3000);
    const before = picture();
    here.begin(drill);
    await vi.advanceTimersByTimeAsync(40_000);
    here.begin(calm);
    await vi.advanceTimersByTimeAsync(3000);
    expect(picture()).toEqual(before);
  });

  test('says what the pane must show, for the whole of the plan’s roster as calm does', () => {
    expect(Object.keys(calm.shows.agents)).toHaveLength(9);
    expect(Object.keys(calm.shows.agents)).toEqual(expect.arrayContaining(Object.keys(drill.shows.agents)));
    for (const part of ['failures', 'proofs', 'escalations'] as const)
      expect(Object.keys(calm.shows[part] ?? {})).toEqual(
        expect.arrayContaining(Object.keys(drill.shows[part] ?? {})),
      );
  });

  test('shows something that calm does not, but for calm itself', () => {
    const { proofs, escalations, market, ...rest } = drill.shows;
    const parts = [
      { execution: rest.execution },
      rest.agents,
      rest.failures,
      proofs,
      escalations,
      { market },
    ];
    const calmParts: Record<string, unknown> = {
      execution: calm.shows.execution,
      ...calm.shows.agents,
      ...calm.shows.failures,
      ...calm.shows.proofs,
      ...calm.shows.escalations,
      market: calm.shows.market,
    };
    const entries = parts.flatMap((part) => Object.entries(part ?? {}));
    const differs =
      entries.some(([id, word]) => word !== undefined && word !== calmParts[id]) ||
      Object.values(rest.contracts ?? {}).some((cells) => Object.values(cells).includes('broken'));
    expect(differs).toBe(drill !== calm);
  });

  test('differs from calm in something that can be seen', async () => {
    const calmly = seen();
    here.begin(drill);
    await vi.advanceTimersByTimeAsync(1500);
    expect(seen() === calmly).toBe(drill === calm);
  });
});

test('switching drills leaves the pods alone that it does not concern', () => {
  const uids = () => here.world.store.list('Pod').map((pod) => pod.metadata.uid);
  const before = uids();
  for (const drill of [marketdataStale, executionScaledUp, calm]) here.begin(drill);
  expect(uids()).toEqual(before);
});

test('the event says how the readiness probe failed', () => {
  const said = () =>
    here.world.store
      .list('Event')
      .filter((e) => e.reason === 'Unhealthy')
      .at(-1)?.message;
  here.begin(marketdataStale);
  expect(said()).toBe('Readiness probe failed: HTTP probe failed with statuscode: 503');
  here.begin(calm);
  here.begin(marketdataUnreachable);
  expect(said()).toMatch(/connection refused$/);
});

test('marketdata-stale begins stale and its age rises', async () => {
  here.begin(marketdataStale);
  const age = () =>
    Number(
      /"age_seconds":([\d.]+)/.exec(here.world.ask('marketdata-mcp-server', '/healthz')?.body ?? '')?.[1],
    );
  expect(here.world.ask('marketdata-mcp-server', '/healthz')?.status).toBe(503);
  expect(age()).toBeCloseTo(61, 0);
  await vi.advanceTimersByTimeAsync(5000);
  expect(age()).toBeCloseTo(66, 0);
});

test('while market data is stale no strategy proposes anything', async () => {
  const proposals = () =>
    ['gamma-strategy', 'whale-strategy'].map(
      (name) => /order_proposals_total (\d+)/.exec(here.world.ask(name, '/metrics')?.body ?? '')?.[1],
    );
  await vi.advanceTimersByTimeAsync(20_000);
  here.begin(marketdataStale);
  const before = proposals();
  expect(before).not.toContain('0');
  await vi.advanceTimersByTimeAsync(30_000);
  expect(proposals()).toEqual(before);
});

test('a strategy that ignores the gate says that it refuses, and its proposals rise', async () => {
  here.begin(proposalsWhileStale);
  await vi.advanceTimersByTimeAsync(1000);
  const proposals = (name: string) =>
    Number(/order_proposals_total (\d+)/.exec(here.world.ask(name, '/metrics')?.body ?? '')?.[1]);
  const before = [proposals('gamma-strategy'), proposals('whale-strategy')];
  await vi.advanceTimersByTimeAsync(10_000);
  expect(proposals('gamma-strategy')).toBe((before[0] ?? 0) + 10);
  expect(proposals('whale-strategy')).toBe(before[1]);
  expect(strategyWord()).toEqual(['"state":"HALTED"', '"reason_codes":["MARKETDATA_STALE"]']);
});

test('market data that lies calls an old tick ok, and the strategies run on', () => {
  here.begin(marketdataLies);
  expect(here.world.ask('marketdata-mcp-server', '/healthz')).toMatchObject({
    status: 200,
    body: expect.stringMatching(/"age_seconds":300.*"ok":true/),
  });
  expect(strategyWord()[0]).toBe('"state":"OK"');
});

test('a copy of an executor elsewhere runs by a copy of the switch', async () => {
  here.begin(executorElsewhere);
  await vi.advanceTimersByTimeAsync(1000);
  const [pod] = here.world.store.list('Pod', 'quant-lab');
  expect(pod?.status.phase).toBe('Running');
  expect(here.world.store.get('ConfigMap', 'quant-lab', 'agenttrader-kill-switch')?.data).toEqual({
    EXECUTION_HALTED: '1',
  });
});

test('an autoscaler on an executor at 0 raises nothing', async () => {
  here.begin(executorAutoscaled);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(here.deployment('execution-agent').spec.replicas).toBe(0);
  expect(here.pods('execution')).toEqual([]);
});

test('halted-after-start: the process still holds what the switch said when it was started', async () => {
  here.begin(haltedAfterStart);
  const [pod] = here.pods('execution-agent');
  expect(here.world.killSwitch(pod)[0]).toEqual({ way: 'env', at: 'EXECUTION_HALTED', text: '0' });
  const map = here.world.store.get('ConfigMap', 'trading-floor', 'agenttrader-kill-switch');
  expect(map?.data?.EXECUTION_HALTED).toBe('1');
  const changed = map?.metadata.managedFields?.find((entry) => entry.manager === 'kubectl-patch')?.time ?? '';
  const started = pod?.status.containerStatuses[0]?.state?.running?.startedAt ?? '';
  expect(Date.parse(started)).toBeLessThan(Date.parse(changed));
});

test('kill-switch-mounted-nowhere: no pod restarts, and who reads the file says that it is not halted', async () => {
  here.begin(killSwitchMountedNowhere);
  const young = here.world.store
    .list('Pod')
    .filter((pod) => here.world.now() - Date.parse(pod.metadata.creationTimestamp) < 3_600_000);
  expect(young.filter((pod) => !pod.metadata.name.startsWith('ops-'))).toEqual([]);
  for (const name of ['gamma-strategy', 'marketdata-mcp-server'])
    expect(here.world.ask(name, '/ops/status')?.body).toContain('"kill_switch":false');
});

test('half-day: the last tick was at the close, and ticks do not come back', async () => {
  here.runner.stop();
  vi.setSystemTime(Date.parse(halfDay.hours?.startsAt ?? ''));
  here = calmWorld();
  here.begin(halfDay);
  await vi.advanceTimersByTimeAsync(10_000);
  const tick = /"last_tick_epoch_seconds":(\d+)/.exec(
    here.world.ask('marketdata-mcp-server', '/healthz')?.body ?? '',
  );
  expect(new Date(Number(tick?.[1]) * 1000).toISOString()).toBe('2026-11-27T18:00:00.000Z');
});

test('crashloop shows the last exit, and its restarts rise', async () => {
  here.begin(crashloop);
  const status = () => here.pods('gamma-strategy')[0]?.status.containerStatuses[0];
  expect(status()).toMatchObject({
    restartCount: 6,
    state: { waiting: { reason: 'CrashLoopBackOff' } },
    lastState: { terminated: { exitCode: 1, reason: 'Error', message: expect.stringContaining('KeyError') } },
  });
  await vi.advanceTimersByTimeAsync(31_000);
  expect(status()?.restartCount).toBe(7);
});

test('image-pull-backoff reaches ImagePullBackOff, and a known image fixes it', async () => {
  here.begin(imagePullBackoff);
  await vi.advanceTimersByTimeAsync(4000);
  expect(here.pods('whale-strategy')[0]?.status.containerStatuses[0]?.state?.waiting?.reason).toBe(
    'ImagePullBackOff',
  );
  here.world.missingImages.clear();
  await vi.advanceTimersByTimeAsync(2000);
  expect(here.pods('whale-strategy')[0]?.status.containerStatuses[0]?.ready).toBe(true);
});

test('resource-pressure shows an unschedulable pod, an OOM kill and a node under pressure', async () => {
  here.begin(resourcePressure);
  await vi.advanceTimersByTimeAsync(1000);
  const reasons = here.pods('strategy-engine').map((pod) => pod.status.conditions[0]?.reason);
  expect(reasons).toContain('Unschedulable');
  expect(here.pods('whale')[0]?.status.containerStatuses[0]?.lastState?.terminated).toMatchObject({
    exitCode: 137,
    reason: 'OOMKilled',
  });
  const pressed = here.world.store
    .list('Node')
    .flatMap((n) => n.status.conditions.filter((c) => c.type === 'MemoryPressure' && c.status === 'True'));
  expect(pressed).toHaveLength(1);
});
