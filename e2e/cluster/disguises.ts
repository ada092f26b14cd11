/** Ways to run an executor under another name, kind or sign. While one of them is there, execution is not off. */

import { EXECUTOR, SWITCH_KEY } from './names.ts';
import { LABELS, podSpec } from './objects.ts';

export interface Disguise {
  /** What hides it. */
  by: string;
  root: string;
  resource: string;
  object: { metadata: { name: string } };
  /** The kill switch's ConfigMap becomes its controller: of a kind that runs nothing, as an operator's resource is. */
  owned?: boolean;
}

const APPS = '/apis/apps/v1';
const CORE = '/api/v1';
const IMAGE = 'registry.invalid/desk/worker:7';
const PLAIN = 'suite-worker';

interface Signs {
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  container?: Record<string, unknown>;
  env?: readonly { name: string; value: string }[];
}

function template(app: string, { labels = {}, annotations = {}, container = {}, env = [] }: Signs) {
  const spec = podSpec(PLAIN);
  const containers = spec.containers.map((c) => ({
    ...c,
    name: 'main',
    image: IMAGE,
    ...container,
    env: [...c.env, ...env],
  }));
  return { metadata: { labels: { ...LABELS, app, ...labels }, annotations }, spec: { ...spec, containers } };
}

function object(apiVersion: string, kind: string, name: string, spec: object) {
  return { apiVersion, kind, metadata: { name, labels: LABELS }, spec };
}

function deployment(name: string, signs: Signs = {}): Disguise['object'] {
  const selector = { matchLabels: { app: name } };
  return object('apps/v1', 'Deployment', name, { replicas: 1, selector, template: template(name, signs) });
}

const deployed = (by: string, made: Disguise['object']): Disguise => ({
  by,
  root: APPS,
  resource: 'deployments',
  object: made,
});

const MODULE = `${EXECUTOR.replaceAll('-', '_')}.app:app`;

export const DISGUISES: readonly Disguise[] = [
  deployed('a prefix and a suffix', deployment(`desk-${EXECUTOR}-v2`)),
  deployed('its image alone', deployment(PLAIN, { container: { image: `registry.invalid/${EXECUTOR}:7` } })),
  deployed('its module alone', deployment(PLAIN, { container: { command: ['uvicorn', MODULE] } })),
  deployed('a label alone', deployment(PLAIN, { labels: { 'app.kubernetes.io/component': EXECUTOR } })),
  deployed('a suspect label', deployment(PLAIN, { labels: { 'app.kubernetes.io/instance': EXECUTOR } })),
  deployed('an annotation', deployment(PLAIN, { annotations: { 'desk.example.invalid/runs': EXECUTOR } })),
  { ...deployed('an owner that is no workload', deployment(`${EXECUTOR}-7`)), owned: true },
  deployed(
    'a setting that speaks of orders',
    deployment(PLAIN, { env: [{ name: 'LIVE_ORDERS_ENABLED', value: '1' }] }),
  ),
  deployed('a live mode', deployment(PLAIN, { env: [{ name: 'AGENT_MODE', value: 'live' }] })),
  {
    by: 'a StatefulSet',
    root: APPS,
    resource: 'statefulsets',
    object: object('apps/v1', 'StatefulSet', EXECUTOR, {
      replicas: 1,
      serviceName: EXECUTOR,
      selector: { matchLabels: { app: EXECUTOR } },
      template: template(EXECUTOR, {}),
    }),
  },
  {
    by: 'a DaemonSet',
    root: APPS,
    resource: 'daemonsets',
    object: object('apps/v1', 'DaemonSet', EXECUTOR, {
      selector: { matchLabels: { app: EXECUTOR } },
      template: template(EXECUTOR, {}),
    }),
  },
  {
    by: 'a ReplicaSet without a Deployment',
    root: APPS,
    resource: 'replicasets',
    object: object('apps/v1', 'ReplicaSet', `${EXECUTOR}-5d`, {
      replicas: 1,
      selector: { matchLabels: { app: PLAIN } },
      template: template(PLAIN, {}),
    }),
  },
  {
    by: 'a ReplicationController',
    root: CORE,
    resource: 'replicationcontrollers',
    object: object('v1', 'ReplicationController', EXECUTOR, {
      replicas: 1,
      selector: { app: EXECUTOR },
      template: template(EXECUTOR, {}),
    }),
  },
  {
    by: 'a Job',
    root: '/apis/batch/v1',
    resource: 'jobs',
    object: object('batch/v1', 'Job', `${EXECUTOR}-once`, {
      template: { ...template(PLAIN, {}), spec: { ...template(PLAIN, {}).spec, restartPolicy: 'Never' } },
    }),
  },
  {
    by: 'a pod of its own',
    root: CORE,
    resource: 'pods',
    object: object('v1', 'Pod', `${EXECUTOR}-shell`, template(PLAIN, {}).spec),
  },
];

/** The kill switch behind a byte-order mark: a program that strips as Python does is not halted by it. */
export const MARKED_SWITCH = { [SWITCH_KEY]: '\ufeff1' };
