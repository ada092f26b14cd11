/** The real console over a stage, in time that only the test lets pass. */

import { readFileSync } from 'node:fs';
import http from 'node:http';
import pino from 'pino';
import { vi } from 'vitest';
import { startCloudRun } from '#collectors/cloud-run/cloud-run-source.ts';
import { googleTokens } from '#collectors/cloud-run/google-token.ts';
import type { Credentials } from '#collectors/kubernetes/credentials.ts';
import { startKubernetesSource } from '#collectors/kubernetes/source.ts';
import { startProbes } from '#collectors/probes/source.ts';
import { EMPTY_STATE } from '#lib/evaluate/base/state.ts';
import { type Evaluation, evaluate } from '#lib/evaluate/evaluate.ts';
import type { Fact } from '#lib/facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '#lib/facts/ledger.ts';
import { marketAt } from '#lib/market/market.ts';
import type { Plan } from '#lib/plan/schema.ts';
import { makeClock } from '#platform/clock.ts';
import { parsePlan } from '#server/plan-file.ts';
import { FRIDAY_1015_ET } from '../practice/test-mesh.ts';
import type { Step, ZooCase } from './case.ts';
import { connect } from './network.ts';
import { API, ENVIRONMENT, Stage } from './stage.ts';

export type Posture = Evaluation['said'];

export const NOTHING: Step = {
  quiet: false,
  objects: [],
  patches: [],
  remove: [],
  answers: [],
  serves: [],
  refuse: [],
  cloudRun: [],
};

const agent = new http.Agent();
const AGENTS = { list: agent, safety: agent, watch: agent, probe: agent };

const CREDENTIALS: Credentials = {
  contextName: 'zoo',
  server: API,
  namespace: 'default',
  inCluster: false,
  connection: async () => ({ headers: {}, auth: undefined, agents: AGENTS }),
  refresh: () => undefined,
  close: () => undefined,
};

/** What the console says after each second of a case. Fake timers are on while it runs. */
export async function liveThrough({
  now,
  until,
  steps,
  ...first
}: Pick<ZooCase, 'now' | 'until' | 'steps'> & Step): Promise<Posture[]> {
  vi.useFakeTimers({ now: now === undefined ? FRIDAY_1015_ET : Date.parse(now) });
  const stage = new Stage();
  try {
    stage.apply(first);
    connect(stage);
    return await watched(shippedPlan(), stage, until, steps);
  } finally {
    stage.stop();
    vi.useRealTimers();
  }
}

function shippedPlan(): Plan {
  const found = parsePlan(readFileSync('plan/agent-mesh.yaml', 'utf8'));
  if (!found.ok) throw new Error('the shipped plan is not valid');
  return found.plan;
}

async function watched(plan: Plan, stage: Stage, until: number, steps: ZooCase['steps']): Promise<Posture[]> {
  const pending: Fact[] = [];
  const stop = startSources(plan, (facts) => pending.push(...facts));
  let ledger = EMPTY_LEDGER;
  let state = EMPTY_STATE;
  const said: Posture[] = [];
  for (let second = 0; second < until; second += 1) {
    for (const step of steps.filter(({ at }) => at > second - 1 && at <= second)) stage.apply(step);
    await vi.advanceTimersByTimeAsync(1000);
    ledger = applyAll(ledger, pending.splice(0));
    const at = Date.now();
    const evaluation = evaluate({ plan, ledger, market: marketAt(at), now: at }, state);
    state = evaluation.evaluationState;
    said.push(evaluation.said);
  }
  await stop();
  return said;
}

function startSources(plan: Plan, say: (facts: readonly Fact[]) => void): () => Promise<void> {
  const clock = makeClock(0);
  const log = pino({ level: 'silent' });
  const env = ENVIRONMENT;
  const tokens = googleTokens(env, clock);
  const cloudRun = startCloudRun({
    excluded: false,
    plan,
    env,
    tokens,
    clock,
    say,
    log,
  });
  const kubernetes = startKubernetesSource({
    credentials: CREDENTIALS,
    plan,
    clock,
    say,
    log,
    permissionReview: false,
  });
  const { pods, config, transport } = kubernetes;
  const probes = startProbes({
    plan,
    pods,
    config,
    tokens,
    transport,
    inCluster: false,
    env,
    firstWithinMs: 500,
    clock,
    say,
    log,
  });
  return async () => {
    probes.stop();
    cloudRun.stop();
    await kubernetes.stop();
  };
}
