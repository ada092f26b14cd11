/** The targets of a plan's probes now: one instance per running pod of a workload, or the one URL of the environment. */

import type { PodValue } from '#lib/facts/fact.ts';
import { isProbed, instanceOf as subject } from '#lib/facts/probed.ts';
import { say } from '#lib/messages/say.ts';
import {
  type AgentPlan,
  configKeyOf,
  type Plan,
  type ProbePlan,
  type ProbeTarget,
} from '#lib/plan/schema.ts';
import type { Message } from '#lib/status/message.ts';

/** A path of the API server, a URL of its own, or a key of a ConfigMap. */
export type Place =
  | { proxyPath: string }
  | { url: URL }
  | { config: { namespace: string; name: string; key: string } };
/** A target, or why it cannot be asked. */
type Way = Place | { problem: Message };

/** A secret that goes to the target of its probe and nowhere else. */
export interface ProbeKey {
  header: string;
  value: string;
}

export interface Instance {
  agent: AgentPlan;
  probe: ProbePlan;
  /** `namespace/pod`, `namespace/service`, `namespace/config-map`, or the environment variable that holds the URL. */
  instance: string;
  /** The targets of the probe's path and its fallbacks, in order; empty if nothing can be asked. */
  places: readonly Place[];
  /** Why nothing can be asked. */
  problem: Message | null;
  key: ProbeKey | null;
  /** Changes when another process answers at this instance: its pod was replaced or restarted in place. */
  build: string;
  /** Of its pod; empty where it is none. Another pod of the same name has answered nothing yet. */
  uid: string;
}

export interface Surroundings {
  plan: Plan;
  pods: readonly PodValue[];
  inCluster: boolean;
  env: Readonly<Record<string, string | undefined>>;
}

export function instancesOf(surroundings: Surroundings): Instance[] {
  return surroundings.plan.agents.flatMap((agent) =>
    agent.probes.flatMap((probe) => instancesOfProbe(agent, probe, surroundings)),
  );
}

function instancesOfProbe(agent: AgentPlan, probe: ProbePlan, surroundings: Surroundings): Instance[] {
  const { env } = surroundings;
  const { target } = probe;
  const key = keyOf(probe, env);
  const make: Make = (instance, ways, { build, uid } = { build: '', uid: '' }) =>
    instanceOf({ agent, probe, instance, build, uid }, ways, key);
  switch (target.via) {
    case 'url':
      return [make(target.urlEnv, urlWays(probe, target.urlEnv, env))];
    case 'config-map':
      return [make(`${target.namespace}/${target.configMap}`, [configWay(probe, target)])];
    case 'workload':
      return workloadInstances(agent, probe, target, surroundings, make);
  }
}

type Make = (instance: string, ways: readonly Way[], of?: Pick<Instance, 'build' | 'uid'>) => Instance;

function instanceOf(
  about: Pick<Instance, 'agent' | 'probe' | 'instance' | 'build' | 'uid'>,
  ways: readonly Way[],
  key: ProbeKey | null | { problem: Message },
): Instance {
  const problems = [...ways, ...(key === null ? [] : [key])].flatMap((way) =>
    'problem' in way ? [way.problem] : [],
  );
  const [problem = null] = problems;
  return {
    ...about,
    places: problem === null ? ways.flatMap((way) => ('problem' in way ? [] : [way])) : [],
    problem,
    key: key !== null && 'value' in key ? key : null,
  };
}

/** The paths of a probe: its own, and those of older builds. */
const pathsOf = (probe: ProbePlan): string[] => [probe.path, ...(probe.fallbacks ?? [])];

/** Long enough that redacting it redacts nothing else, and made of characters that a header may carry. */
const KEY = /^[\x21\x23-\x5b\x5d-\x7e]{8,512}$/;

/** Never quotes the key. */
function keyOf(probe: ProbePlan, env: Surroundings['env']): ProbeKey | null | { problem: Message } {
  if (probe.keyEnv === undefined || probe.keyHeader === undefined) return null;
  const value = env[probe.keyEnv]?.trim() ?? '';
  if (value === '') return { problem: say('setting-key-unset', { variable: probe.keyEnv }) };
  if (!KEY.test(value)) return { problem: say('setting-key-malformed', { variable: probe.keyEnv }) };
  return { header: probe.keyHeader, value };
}

function configWay(probe: ProbePlan, target: Extract<ProbeTarget, { via: 'config-map' }>): Place {
  return { config: { namespace: target.namespace, name: target.configMap, key: configKeyOf(probe) } };
}

/** Never quotes the variable's value: it may hold a credential. */
function urlWays(probe: ProbePlan, name: string, env: Surroundings['env']): Way[] {
  const base = env[name]?.trim() ?? '';
  if (base === '') return [{ problem: say('setting-url-unset', { variable: name }) }];
  const url = URL.parse(base);
  if (!url || !/^https?:$/.test(url.protocol))
    return [{ problem: say('setting-url-malformed', { variable: name }) }];
  if (url.username !== '' || url.password !== '')
    return [{ problem: say('setting-url-user', { variable: name }) }];
  if (url.search !== '' || url.hash !== '')
    return [{ problem: say('setting-url-query', { variable: name }) }];
  const older = probe.kind === 'firestore-heartbeat' ? databaseRoot(url) : url;
  return pathsOf(probe).map((path, i) => ({ url: urlAt(i === 0 ? url : older, path) }));
}

/** The path within a tenant or another one: older builds write their document beside all tenants. */
function databaseRoot(base: URL): URL {
  const root = new URL(base);
  root.pathname = root.pathname.replace(/(\/databases\/[^/]+\/documents)\/.*$/, '$1');
  return root;
}

function urlAt(base: URL, whole: string): URL {
  const [path = '', query] = whole.split('?', 2);
  const url = new URL(base);
  url.pathname = url.pathname.replace(/\/+$/, '') + path;
  url.search = query ?? '';
  return url;
}

type WorkloadTarget = Extract<ProbeTarget, { via: 'workload' }>;

function workloadInstances(
  agent: AgentPlan,
  probe: ProbePlan,
  target: WorkloadTarget,
  { plan, pods, inCluster }: Surroundings,
  make: Make,
): Instance[] {
  const ref = agent.workloads.find(({ name }) => name === target.workload);
  const namespaces = ref?.namespace ? [ref.namespace] : plan.mesh.namespaces;
  if (inCluster && target.service !== undefined) {
    const [namespace] = namespaces;
    const ways = pathsOf(probe).flatMap((path) => {
      const url = URL.parse(`http://${target.service}.${namespace}.svc:${target.port}${path}`);
      return url ? [{ url }] : [];
    });
    return ways.length > 0 ? [make(`${namespace}/${target.service}`, ways)] : [];
  }
  return pods
    .filter((pod) => isProbed(pod, { workload: target.workload, namespaces }))
    .sort((a, b) => (subject(a) < subject(b) ? -1 : 1))
    .map((pod) => {
      const ways = pathsOf(probe).map((path) => askPod(pod, target.port, path, inCluster));
      return make(subject(pod), ways, { build: buildOf(pod), uid: pod.uid });
    });
}

function buildOf(pod: PodValue): string {
  const starts = pod.states.map((state) => `${state.restarts} ${state.startedAt ?? ''}`);
  return [pod.uid, ...pod.containers.map((container) => container.image), ...starts].join(' ');
}

/** From outside through the API server's pod proxy: a stale pod leaves its Service, but can still be asked. */
function askPod(pod: PodValue, port: number, path: string, inCluster: boolean): Way {
  if (!inCluster) {
    const name = encodeURIComponent(`${pod.name}:${port}`).replace('%3A', ':');
    const proxy = `/api/v1/namespaces/${encodeURIComponent(pod.namespace)}/pods/${name}/proxy`;
    // A path with `..` would leave the pod and ask the API server itself.
    const stays = URL.parse(`http://api${proxy}${path}`)?.pathname.startsWith(`${proxy}/`);
    return stays ? { proxyPath: `${proxy}${path}` } : { problem: say('setting-path-leaves', { path }) };
  }
  const host = pod.ip?.includes(':') ? `[${pod.ip}]` : pod.ip;
  const url = host === null || host === undefined ? null : URL.parse(`http://${host}:${port}${path}`);
  return url ? { url } : { problem: say('setting-no-address') };
}
