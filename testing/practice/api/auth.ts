import type { IncomingMessage } from 'node:http';
import type { Target } from './path.ts';
import { ApiError, groupResource, unauthorized } from './status.ts';

export type Role = 'viewer' | 'operator';

/** The bearer tokens of a practice mesh. */
export interface Tokens {
  readonly viewer: string;
  readonly operator: string;
}

/** The caller. Throws 401 without a known token. */
export function authenticate(request: IncomingMessage, tokens: Tokens): Role {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === tokens.operator) return 'operator';
  if (token === tokens.viewer) return 'viewer';
  throw unauthorized();
}

/** A request in RBAC's terms. */
export interface Action {
  readonly verb: string;
  readonly resource: string;
  readonly group: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

/** The viewer's permissions: everything that a console needs; no Secrets, and nothing inside a pod. */
export const VIEWER_RULES = [
  {
    apiGroups: [''],
    resources: [
      'configmaps',
      'events',
      'namespaces',
      'nodes',
      'pods',
      'pods/log',
      'pods/proxy',
      'pods/status',
      'replicationcontrollers',
      'services',
      'services/proxy',
    ],
  },
  {
    apiGroups: ['apps'],
    resources: [
      'daemonsets',
      'deployments',
      'deployments/scale',
      'deployments/status',
      'replicasets',
      'statefulsets',
      'statefulsets/scale',
    ],
  },
  { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'] },
  { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'] },
  { apiGroups: ['argoproj.io'], resources: ['cronworkflows', 'rollouts', 'workflows'] },
  { apiGroups: ['keda.sh'], resources: ['scaledjobs', 'scaledobjects'] },
  { apiGroups: ['serving.knative.dev'], resources: ['services'] },
  { apiGroups: ['jobset.x-k8s.io'], resources: ['jobsets'] },
  {
    apiGroups: ['apps.kruise.io'],
    resources: ['advancedcronjobs', 'broadcastjobs', 'clonesets', 'daemonsets', 'statefulsets'],
  },
];
export const READ_VERBS = ['get', 'list', 'watch'];

/** True if a role may do something: the operator everything, the viewer by its rules except `forbidden`. */
export function allowed(
  role: Role,
  action: Pick<Action, 'verb' | 'group' | 'resource'>,
  forbidden: ReadonlySet<string>,
): boolean {
  if (role === 'operator') return true;
  return (
    READ_VERBS.includes(action.verb) &&
    !forbidden.has(action.resource) &&
    VIEWER_RULES.some(
      (rule) => rule.apiGroups.includes(action.group) && rule.resources.includes(action.resource),
    )
  );
}

/** The action of a request on a target. */
export function actionOf(method: string, target: Target, watching: boolean): Action {
  const { resource, name, namespace, subresource } = target;
  return {
    verb: verbOf(method, name !== undefined, watching),
    resource: subresource === undefined ? resource.plural : `${resource.plural}/${subresource}`,
    group: resource.group,
    namespace,
    name,
  };
}

function verbOf(method: string, named: boolean, watching: boolean): string {
  switch (method) {
    case 'GET':
    case 'HEAD':
      return named ? 'get' : watching ? 'watch' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    default:
      return named ? 'delete' : 'deletecollection';
  }
}

/** Throws 403, in the API server's words, when the role may not. */
export function authorize(role: Role, action: Action, forbidden: ReadonlySet<string>): void {
  if (allowed(role, action, forbidden)) return;
  const [plural = '', subresource] = action.resource.split('/');
  const what = groupResource(plural, action.group) + (action.name === undefined ? '' : ` "${action.name}"`);
  const where =
    action.namespace === undefined ? 'at the cluster scope' : `in the namespace "${action.namespace}"`;
  const resource = subresource === undefined ? plural : `${plural}/${subresource}`;
  throw new ApiError(
    403,
    'Forbidden',
    `${what} is forbidden: User "practice:${role}" cannot ${action.verb} resource "${resource}" in API group "${action.group}" ${where}`,
    { name: action.name, group: action.group || undefined, kind: plural },
  );
}
