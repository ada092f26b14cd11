/** Where the probes of a plan go now: one instance per running pod of a workload, or the one URL of the environment. */
import type { PodValue } from '#lib/ledger/fact.ts';
import type { AgentPlan, Plan, ProbePlan, ProbeTarget } from '#lib/plan/schema.ts';

export interface Instance {
  agent: AgentPlan;
  probe: ProbePlan;
  /** `namespace/pod`, `namespace/service`, or the name of the environment variable that holds the URL. */
  instance: string;
  /** A path of the API server, or a URL of its own; a text where it cannot be asked, and why. */
  ask: { proxyPath: string } | { url: URL } | { problem: string };
}

export interface Surroundings {
  plan: Plan;
  pods: readonly PodValue[];
  inCluster: boolean;
  env: Readonly<Record<string, string | undefined>>;
}

const MAX_PODS = 10;

export function instancesOf(surroundings: Surroundings): Instance[] {
  return surroundings.plan.agents.flatMap((agent) =>
    agent.probes.flatMap((probe) => {
      const { target } = probe;
      return target.via === 'url'
        ? [urlInstance(agent, probe, target.urlEnv, surroundings.env)]
        : workloadInstances(agent, probe, target, surroundings);
    }),
  );
}

/** Never quotes the variable's value: it may hold a credential. */
function urlInstance(agent: AgentPlan, probe: ProbePlan, name: string, env: Surroundings['env']): Instance {
  const base = env[name]?.trim() ?? '';
  const at = (ask: Instance['ask']): Instance => ({ agent, probe, instance: name, ask });
  if (base === '') return at({ problem: `${name} is not set` });
  const url = URL.parse(base);
  if (!url || !/^https?:$/.test(url.protocol)) return at({ problem: `${name} is not an http or https URL` });
  if (url.username !== '' || url.password !== '')
    return at({ problem: `${name} must not hold user information` });
  if (url.search !== '' || url.hash !== '') return at({ problem: `${name} must not hold a query` });
  const [path = '', query] = probe.path.split('?', 2);
  url.pathname = url.pathname.replace(/\/+$/, '') + path;
  url.search = query ?? '';
  return at({ url });
}

type WorkloadTarget = Extract<ProbeTarget, { via: 'workload' }>;

function workloadInstances(
  agent: AgentPlan,
  probe: ProbePlan,
  target: WorkloadTarget,
  { plan, pods, inCluster }: Surroundings,
): Instance[] {
  const ref = agent.workloads.find(({ name }) => name === target.workload);
  const namespaces = ref?.namespace ? [ref.namespace] : plan.mesh.namespaces;
  if (inCluster && target.service !== undefined) {
    const [namespace] = namespaces;
    const url = URL.parse(`http://${target.service}.${namespace}.svc:${target.port}${probe.path}`);
    return url ? [{ agent, probe, instance: `${namespace}/${target.service}`, ask: { url } }] : [];
  }
  return pods
    .filter((pod) => namespaces.includes(pod.namespace) && runs(pod, target.workload))
    .sort((a, b) => (subject(a) < subject(b) ? -1 : 1))
    .slice(0, MAX_PODS)
    .map((pod) => ({
      agent,
      probe,
      instance: subject(pod),
      ask: askPod(pod, target.port, probe.path, inCluster),
    }));
}

function runs(pod: PodValue, workload: string): boolean {
  const name = pod.workload?.name ?? pod.name;
  return name === workload && pod.phase === 'Running' && !pod.terminating;
}

const subject = (pod: PodValue): string => `${pod.namespace}/${pod.name}`;

/** From outside through the API server's pod proxy: a stale pod leaves its Service, but can still be asked. */
function askPod(pod: PodValue, port: number, path: string, inCluster: boolean): Instance['ask'] {
  if (!inCluster) {
    const name = encodeURIComponent(`${pod.name}:${port}`).replace('%3A', ':');
    const proxy = `/api/v1/namespaces/${encodeURIComponent(pod.namespace)}/pods/${name}/proxy`;
    // A path with `..` would leave the pod and ask the API server itself.
    const stays = URL.parse(`http://api${proxy}${path}`)?.pathname.startsWith(`${proxy}/`);
    return stays ? { proxyPath: `${proxy}${path}` } : { problem: `the path ${path} leaves the pod` };
  }
  const host = pod.ip?.includes(':') ? `[${pod.ip}]` : pod.ip;
  const url = host === null || host === undefined ? null : URL.parse(`http://${host}:${port}${path}`);
  return url ? { url } : { problem: 'the pod has no address yet' };
}
