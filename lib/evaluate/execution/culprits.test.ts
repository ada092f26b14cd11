/** Whoever makes a proof bad or unknown is marked with that proof's runbook, and the action names it. */

import { describe, expect, test } from 'vitest';
import { cloudRun, searchedRegion } from '#testing/samples/cloud-run.ts';
import { braked, SWITCHED_PLAN, switchedCalm } from '#testing/samples/execution-case.ts';
import { container, fromSecret, literal, NOW, pod, status, workload } from '#testing/samples/facts.ts';
import type { ContainerSpec, Fact } from '../../facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../../facts/ledger.ts';
import { marketAt } from '../../market/market.ts';
import { agentText } from '../../messages/status/agent.ts';
import type { Plan } from '../../plan/schema.ts';
import { EMPTY_STATE } from '../base/state.ts';
import { evaluate } from '../evaluate.ts';

const posture = (facts: readonly Fact[], plan: Plan = SWITCHED_PLAN) => {
  const ledger = applyAll(EMPTY_LEDGER, [...switchedCalm(), ...facts]);
  return evaluate({ plan, ledger, market: marketAt(NOW), now: NOW }, EMPTY_STATE).said;
};
const rowOf = (said: ReturnType<typeof posture>, name: string) => {
  const agent = said.agents.find((a) => a.name === name);
  if (agent === undefined) throw new Error(`no agent ${name}`);
  return { verdict: agent.verdict, code: agent.code, runbook: agent.runbook?.slug, ...agentText(agent) };
};
const pilot = (spec: ContainerSpec) => workload('pilot', { kind: 'StatefulSet', containers: [spec] });
const mode = (value: string) => braked({ environment: [literal('MODE', value)] });
const credentials = [{ ...fromSecret('BROKER_KEY'), secret: 'broker-creds' }, fromSecret('MODE')];
const suspect = (name: string, kind: 'Deployment' | 'StatefulSet' = 'Deployment') =>
  workload(name, {
    kind,
    labels: { 'app.kubernetes.io/instance': 'crane' },
    containers: [braked()],
  });

describe('the culprit of the roster', () => {
  test.each<[string, Fact[], string, object]>([
    [
      'a live mode',
      [pilot(mode('LIVE'))],
      'pilot',
      { verdict: 'bad', code: 'breaks-proof', reason: 'Modes: MODE=LIVE', runbook: 'crane_on' },
    ],
    [
      'a live mode in one of its pods alone',
      [pod('pilot-0', 'pilot', { containers: [mode('LIVE')] })],
      'pilot',
      { verdict: 'bad', reason: 'Modes: MODE=LIVE' },
    ],
    [
      'a process that says so itself',
      status({ mode: 'LIVE' }),
      'pilot',
      { verdict: 'bad', reason: 'Modes: reports mode LIVE', runbook: 'crane_on' },
    ],
    [
      'a mode that nobody can read, beside broker credentials',
      [pilot(container({ environment: credentials }))],
      'pilot',
      { verdict: 'unknown', code: 'keeps-proof-open', runbook: 'crane_on' },
    ],
    [
      'a suspect',
      [suspect('pilot', 'StatefulSet')],
      'pilot',
      { verdict: 'unknown', code: 'keeps-proof-open' },
    ],
    [
      'an executor at zero with a live mode',
      [workload('crane', { desired: 0, actual: 0, ready: 0, containers: [mode('LIVE')] })],
      'crane',
      { verdict: 'bad', code: 'breaks-proof', reason: 'Modes: MODE=LIVE', runbook: 'crane_on' },
    ],
  ])('%s marks it, and the action names it', (_what, facts, agent, row) => {
    const said = posture(facts);
    expect(rowOf(said, agent)).toMatchObject(row);
    expect(said.actions[0]?.agent).toBe(agent);
    expect(
      said.agents.filter((a) => a.code === 'breaks-proof' || a.code === 'keeps-proof-open'),
    ).toHaveLength(1);
  });

  test('that passes the freshness gate is told by that first', () => {
    const environment = [literal('MODE', 'LIVE'), literal('NO_GATE', '1')];
    const row = rowOf(posture([pilot(braked({ environment }))]), 'pilot');
    expect(row).toMatchObject({ verdict: 'bad', code: 'bypass-variable' });
  });

  test('of a Job is who declares the CronJob behind it', () => {
    const [scribe] = SWITCHED_PLAN.agents.filter((a) => a.name === 'scribe');
    if (scribe === undefined) throw new Error('no scribe');
    const declared = { ...scribe, workloads: [{ kind: 'CronJob' as const, name: 'nightly' }] };
    const plan = {
      ...SWITCHED_PLAN,
      agents: [...SWITCHED_PLAN.agents.filter((a) => a !== scribe), declared],
    };
    const owner = { kind: 'CronJob', name: 'nightly', group: 'batch' };
    const said = posture(
      [
        workload('nightly', { kind: 'CronJob', containers: [braked()] }),
        workload('nightly-1', { kind: 'Job', owner, containers: [mode('EXECUTE')] }),
      ],
      plan,
    );
    expect(rowOf(said, 'scribe')).toMatchObject({ verdict: 'bad', code: 'breaks-proof' });
  });
});

describe('on Cloud Run', () => {
  const on = (name: string, cloudRun: object) =>
    SWITCHED_PLAN.agents.map((agent) => (agent.name === name ? { ...agent, cloudRun } : agent));
  const withExecutor = { ...SWITCHED_PLAN, agents: on('crane', { service: 'crane-run' }) };
  const withFeed = { ...SWITCHED_PLAN, agents: on('feed', { service: 'feed-run' }) };
  const marked = (facts: readonly Fact[], plan: Plan) =>
    posture(facts, plan).agents.flatMap(({ name, code }) =>
      code === 'breaks-proof' || code === 'keeps-proof-open' ? [`${name} ${code}`] : [],
    );
  const runs = cloudRun('crane-run', { scaling: 'automatic', manualInstances: null });

  test.each<[string, Fact[], Plan, string[]]>([
    ['an executor that serves', [searchedRegion(), runs], withExecutor, ['crane breaks-proof']],
    ['an executor that nobody looked for', [], withExecutor, ['crane keeps-proof-open']],
    ['no executor that was searched and not found', [searchedRegion()], withExecutor, []],
    ['nobody else that nobody looked for', [], withFeed, []],
  ])('%s is marked', (_what, facts, plan, expected) => {
    expect(marked(facts, plan)).toEqual(expected);
  });
});

describe('a culprit in no entry of the roster', () => {
  test.each<[string, Fact, string]>([
    ['an executor by its image', workload('x', { containers: [braked({ image: 'r/crane:1' })] }), 'x'],
    ['a suspect', suspect('y'), 'y'],
    ['a stranger in a live mode', workload('z', { namespace: 'far', containers: [mode('LIVE')] }), 'z'],
  ])('%s is named by the action as itself', (_what, fact, name) => {
    expect(posture([fact]).actions[0]?.agent).toBe(name);
  });
});

test('calm has no culprit', () => {
  const said = posture([]);
  expect(said.execution.outcome).toBe('proven-off');
  expect(said.agents.map((a) => a.code)).not.toContain('breaks-proof');
});

describe('suspects', () => {
  const proofOf = (facts: Fact[], id: string) => posture(facts).execution.proofs.find((p) => p.id === id);

  test('make the proof of what is wanted unknown, and execution unproven', () => {
    expect(posture([suspect('y')]).execution.outcome).toBe('unproven');
    expect(proofOf([suspect('y')], 'executors-scaled')).toMatchObject({
      verdict: 'unknown',
      code: 'suspects',
    });
  });

  test('make the proof of pods unknown, each told by its workload', () => {
    const labels = { 'app.kubernetes.io/instance': 'crane' };
    const pods = ['y-1', 'y-2'].map((name) => pod(name, 'y', { labels, containers: [braked()] }));
    expect(proofOf(pods, 'executor-pods')).toMatchObject({ code: 'suspects', params: { count: 1 } });
    expect(proofOf(pods, 'executors-scaled')).toMatchObject({ verdict: 'good' });
  });

  test('on Cloud Run make that proof unknown, and no other', () => {
    const environment = [{ ...fromSecret('BROKER_KEY'), secret: 'broker-creds' }, literal('MODE', 'OFF')];
    const labels = { team: 'crane' };
    const shape = { labels, manualInstances: 1, containers: [container({ environment })] };
    const { safety } = SWITCHED_PLAN;
    const searched = { ...safety.cloudRun, projects: [{ id: 'dock' }] };
    const plan = { ...SWITCHED_PLAN, safety: { ...safety, cloudRun: searched } };
    const opened = (fact: Fact) =>
      posture([searchedRegion(), fact], plan).execution.proofs.flatMap(({ id, verdict }) =>
        verdict === 'unknown' ? [id] : [],
      );
    expect(opened(cloudRun('y', shape))).toEqual(['cloud-run-executor']);
    expect(opened(suspect('y'))).toEqual(['executors-scaled']);
  });

  test('at zero keep nothing open: an executor at zero would not either', () => {
    const [fact] = [workload('y', { labels: { team: 'crane' }, desired: 0, actual: 0, ready: 0 })];
    expect(posture([fact]).execution.outcome).toBe('proven-off');
  });

  test('are counted beside the proof once the plan lists them', () => {
    const { safety } = SWITCHED_PLAN;
    const entry = {
      workload: { kind: 'Deployment', namespace: 'pier', name: 'y' },
      signs: ['label app.kubernetes.io/instance=crane'],
      image: 'r/x',
      by: 'ada',
      why: 'a cache',
      until: '2026-12-31',
    };
    const executors = { ...safety.executors, notExecutors: [entry] };
    const { execution } = posture([suspect('y')], { ...SWITCHED_PLAN, safety: { ...safety, executors } });
    expect([execution.outcome, execution.scope.settings.listedSuspects]).toEqual(['proven-off', 1]);
  });
});
