/** Which source of the console a request belongs to, by what is asked and over which sockets. */

import type { Exchange } from '#collectors/http/exchange.ts';
import { ADD_ON_KINDS } from '#collectors/kubernetes/add-ons/kinds.ts';
import { API, poolOf } from '../pipeline/collectors.ts';
import { CLOUD_RUN, DISCOVERY } from './outages.ts';
import type { Endpoint } from './stage.ts';

export const CLOUD_RUN_HOST = 'run.test';
export const TOKEN_HOST = 'metadata.test';
/** Where the agent outside the cluster answers. */
export const INTAKE_HOST = 'intake.test';

const KINDS: Readonly<Record<string, string>> = {
  deployments: 'Deployment',
  statefulsets: 'StatefulSet',
  daemonsets: 'DaemonSet',
  replicasets: 'ReplicaSet',
  replicationcontrollers: 'ReplicationController',
  jobs: 'Job',
  cronjobs: 'CronJob',
  pods: 'Pod',
  nodes: 'Node',
  events: 'Event',
  horizontalpodautoscalers: 'HorizontalPodAutoscaler',
};
const PROXY = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/:]+):\d+\/proxy(\/.*)$/;
const ONE_MAP = /^\/api\/v1\/namespaces\/([^/]+)\/configmaps\/([^/]+)$/;
const MAPS = /^\/api\/v1\/namespaces\/([^/]+)\/configmaps$/;
const NAMESPACE = /^\/api\/v1\/namespaces\/([^/]+)$/;
const GROUPS = /^\/apis(\/[^/]+\/[^/]+)?$/;

/** A request, and what it asks of whom. */
export interface Asked {
  source: string;
  /** The agent's endpoint, if it asks one. */
  endpoint: Endpoint | null;
  /** False for a list of one namespace of a kind that is to be listed everywhere. */
  wide: boolean;
}

export function askedBy({ url, agent }: Exchange, endpoints: readonly Endpoint[]): Asked {
  const plain = (source: string): Asked => ({ source, endpoint: null, wide: true });
  const of = (endpoint: Endpoint | undefined): Asked =>
    endpoint === undefined
      ? plain('probe/other')
      : { source: `probe/${endpoint.agent}/${endpoint.probe}`, endpoint, wide: true };
  if (url.hostname === TOKEN_HOST) return plain('token');
  if (url.hostname === CLOUD_RUN_HOST) return plain(CLOUD_RUN);
  if (url.origin !== API) return of(endpoints.find((e) => e.pod === null && e.path === url.pathname));
  const [, namespace, name, path] = PROXY.exec(url.pathname) ?? [];
  if (path !== undefined)
    return of(endpoints.find((e) => e.pod === `${namespace}/${name}` && e.path === path));
  if (url.pathname === '/version') return plain('version');
  const [, only] = NAMESPACE.exec(url.pathname) ?? [];
  if (only !== undefined) return plain(`namespace/${only}`);
  if (GROUPS.test(url.pathname)) return plain(DISCOVERY);
  return listed(url, poolOf(agent) === 'safety' ? 'poll' : 'watch');
}

function listed({ pathname, searchParams }: URL, way: 'poll' | 'watch'): Asked {
  const [, namespace, name] = ONE_MAP.exec(pathname) ?? [];
  if (name !== undefined)
    return { source: `${way}/ConfigMap/${namespace}/${name}`, endpoint: null, wide: true };
  const [, within] = MAPS.exec(pathname) ?? [];
  const only = searchParams.get('fieldSelector')?.split('=')[1];
  if (within !== undefined)
    return { source: `${way}/ConfigMap/${within}/${only}`, endpoint: null, wide: true };
  const resource = pathname.split('/').at(-1) ?? '';
  const wide = !pathname.includes('/namespaces/');
  const group = /^\/apis\/([^/]+)\//.exec(pathname)?.[1];
  const addOn = ADD_ON_KINDS.find((kind) => kind.line.group === group && kind.line.resource === resource);
  return { source: `${way}/${addOn?.name ?? KINDS[resource] ?? resource}`, endpoint: null, wide };
}
