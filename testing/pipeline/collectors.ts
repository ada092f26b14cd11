/** All collectors of the console, as it starts them, on a network that stands in memory. */

import http from 'node:http';
import pino from 'pino';
import { startCloudRun } from '#collectors/cloud-run/cloud-run-source.ts';
import { googleTokens } from '#collectors/cloud-run/google-token.ts';
import type { HttpClient } from '#collectors/http/client.ts';
import type { Credentials, Pool } from '#collectors/kubernetes/credentials.ts';
import { startKubernetesSource } from '#collectors/kubernetes/source.ts';
import { startProbes } from '#collectors/probes/source.ts';
import type { Fact } from '#lib/facts/fact.ts';
import type { Plan } from '#lib/plan/schema.ts';
import type { Clock } from '#platform/clock.ts';

export const API = 'https://kubernetes.test';

/** One for each pool of requests: they tell what a request is for. */
const AGENTS = {
  list: new http.Agent(),
  safety: new http.Agent(),
  watch: new http.Agent(),
  probe: new http.Agent(),
};

/** The pool that a request came from; null if it does not go to the API server. */
export function poolOf(agent: http.Agent | undefined): Pool | null {
  if (agent === AGENTS.safety) return 'safety';
  if (agent === AGENTS.list) return 'list';
  if (agent === AGENTS.watch) return 'watch';
  return agent === AGENTS.probe ? 'probe' : null;
}

const CREDENTIALS: Credentials = {
  contextName: 'test',
  server: API,
  namespace: 'default',
  inCluster: false,
  connection: async () => ({ headers: {}, auth: undefined, agents: AGENTS }),
  refresh: () => undefined,
  close: () => undefined,
};

/** Every agent of a simulated mesh is asked for the first time within this time. */
const FIRST_WITHIN_MS = 500;

export interface Collectors {
  setPlan(plan: Plan): void;
  stop(): Promise<void>;
}

export function startCollectors({
  plan,
  env,
  clock,
  http: client,
  say,
  withoutCloudRun = false,
}: {
  plan: Plan;
  env: Readonly<Record<string, string>>;
  clock: Clock;
  http: HttpClient;
  say: (facts: readonly Fact[]) => void;
  withoutCloudRun?: boolean;
}): Collectors {
  const log = pino({ level: 'silent' });
  const tokens = googleTokens(env, clock, client);
  const base = { plan, env, clock, http: client, say, log };
  const cloudRun = startCloudRun({ ...base, tokens, excluded: withoutCloudRun });
  const kubernetes = startKubernetesSource({ ...base, credentials: CREDENTIALS, permissionReview: false });
  const { pods, config, transport } = kubernetes;
  const probes = startProbes({
    ...{ ...base, tokens, pods, config, transport },
    inCluster: false,
    firstWithinMs: FIRST_WITHIN_MS,
  });
  return {
    setPlan(next) {
      kubernetes.setPlan(next);
      cloudRun.setPlan(next);
      probes.setPlan(next);
    },
    async stop() {
      probes.stop();
      cloudRun.stop();
      await kubernetes.stop();
    },
  };
}
