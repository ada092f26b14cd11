/** Things that merely resemble an executor, and must leave calm as it is. */

import type { RawObject } from '../../pipeline/raw-object.ts';
import type { Choices } from '../random.ts';
import type { Draw, Drawn, Entry, Raw } from './draw.ts';
import { KINDS } from './kinds.ts';
import { disguisedName, neutralName } from './names.ts';
import { podOf, type Template, workloadOf } from './objects.ts';
import { inMain, neutralTemplate } from './template.ts';

interface Innocent extends Entry {
  make: (draw: Draw, namespace: string) => { objects: RawObject[]; mayBeTold?: boolean };
}

const lookalike = (draw: Draw): string => {
  const name = draw.random.pick(draw.words.lookalikes);
  return draw.random.pick([name, `prod-${name}`, `${name}-v2`, `${name}-7`]);
};
const running = (draw: Draw, namespace: string, template: Template, name = neutralName(draw)): RawObject[] =>
  workloadOf(draw.take('kind', KINDS), { name, namespace }, template, 'running');
const inTemplate = (id: string, more: (draw: Draw) => Raw): Innocent => ({
  id,
  make: (draw, namespace) => ({
    objects: running(draw, namespace, inMain(neutralTemplate(draw), more(draw))),
  }),
});

const serviceName = (draw: Draw): string => draw.random.pick(draw.words.names);

/** The ways in which a client writes where an executor answers. */
const ADDRESSES: Choices<(name: string, namespace: string) => string> = [
  (name) => `http://${name}:8080`,
  (name, namespace) => `https://${name}.${namespace}.svc.cluster.local/state`,
  (name) => `${name}:9090`,
  (name, namespace) => `dns:///${name}.${namespace}.svc:50051`,
  (name) => `grpc://user@${name}:443/x?y=1`,
];
const address = (draw: Draw): string => draw.random.pick(ADDRESSES)(serviceName(draw), 'any');

/** Programs that wait until an executor answers, or ask it, before they start another one. */
const WAITS: Choices<(name: string) => string[]> = [
  (name) => ['dockerize', '-wait', `tcp://${name}:80`, '-timeout', '60s', './serve'],
  (name) => ['wait-for-it.sh', `${name}:80`, '-t', '30', './serve'],
  (name) => ['/wait-for', `${name}:8080`, '--', 'python', '-m', 'desk.serve'],
  (name) => ['sh', '-c', `until curl -sf http://${name}:8080/state; do sleep 1; done; exec ./serve`],
  (name) => ['sh', '-c', `until ping -c1 ${name}; do sleep 1; done; ./serve`],
  (name) => ['sh', '-c', `while ! nc -z -w 2 ${name} 8080; do sleep 1; done; exec ./serve`],
  (name) => ['sh', '-c', `kubectl rollout status deploy/${name} --timeout=5m && ./serve`],
  (name) => ['kubectl', 'logs', '-f', `deployment/${name}`],
  (name) => ['env', `UPSTREAM=http://${name}:80`, './serve'],
  (name) => ['psql', '-h', `${name}.any.svc`, '-c', 'select 1'],
  (name) => ['grpcurl', '-plaintext', `${name}.any.svc.cluster.local:50051`, 'list'],
  (name) => ['envoy', '--config-yaml', `{clusters: [{address: "http://${name}.any.svc:80"}]}`],
  (name) => ['python', '-m', 'desk.serve', '--upstream', `http://${name}:80`],
  (name) => ['java', '-jar', 'serve.jar', `--upstream.url=http://${name}:80/x`],
  (name) => ['node', 'serve.js', `http://${name}:80`],
];

/** Programs that nobody would take for an executor, by the names that their charts give. */
const STOCK: Choices<[name: string, image: string, args: string[]]> = [
  [
    'prometheus-server',
    'quay.io/prometheus/prometheus:v3.0.0',
    ['--config.file=/etc/p.yml', '--web.enable-lifecycle'],
  ],
  [
    'ingress-nginx-controller',
    'registry.k8s.io/ingress-nginx/controller:v1.11',
    ['/nginx-ingress-controller', '--election-id=x'],
  ],
  [
    'argo-workflow-controller',
    'quay.io/argoproj/workflow-controller:v3.6',
    ['--executor-image=quay.io/argoproj/argoexec:v3.6'],
  ],
  ['gitlab-runner', 'gitlab/gitlab-runner:v17', ['run', '--executor', 'kubernetes']],
  ['spark-executor-3', 'apache/spark:3.5', ['executor']],
  ['airflow-scheduler', 'apache/airflow:2.10', ['scheduler', '--num-runs', '-1']],
  ['temporal-worker', 'temporalio/auto-setup:1.25', []],
  ['redis-master', 'redis:7', ['redis-server', '/etc/redis.conf']],
  ['datadog-agent', 'gcr.io/datadoghq/agent:7', ['agent', 'run']],
  ['kube-state-metrics', 'registry.k8s.io/kube-state-metrics:v2', []],
  ['cert-manager-cainjector', 'quay.io/jetstack/cert-manager-cainjector:v1.16', ['--v=2']],
  ['query-engine', 'trinodb/trino:460', []],
];

export const INNOCENTS: Choices<Innocent> = [
  {
    id: 'name that resembles',
    make: (draw, namespace) => ({
      objects: running(draw, namespace, neutralTemplate(draw), lookalike(draw)),
    }),
  },
  inTemplate('image that resembles', (draw) => ({ image: `registry.example/desk/${lookalike(draw)}:3` })),
  inTemplate('program that resembles', (draw) => ({
    command: [`/app/bin/${lookalike(draw)}`, '--port', '80'],
  })),
  inTemplate('module that resembles', (draw) => ({
    command: ['python', '-m', lookalike(draw).replaceAll('-', '_')],
  })),
  inTemplate('container that resembles', (draw) => ({ name: lookalike(draw) })),
  inTemplate('variable with an address', (draw) => ({
    env: [{ name: 'UPSTREAM_URL', value: address(draw) }],
  })),
  inTemplate('argument with an address', (draw) => ({ args: ['serve', `--upstream=${address(draw)}`] })),
  inTemplate('waits for an address', (draw) => ({ command: draw.random.pick(WAITS)(serviceName(draw)) })),
  inTemplate('health question', (draw) => ({
    livenessProbe: { exec: { command: ['curl', '-f', address(draw)] } },
  })),
  {
    id: 'stock',
    make: (draw, namespace) => {
      const [stock, image, args] = draw.random.pick(STOCK);
      const release = draw.random.pick(['', 'prod-', 'my-', 'monitoring-']);
      const template = {
        ...neutralTemplate(draw),
        labels: { app: stock },
        containers: [{ name: stock, image, args }],
      };
      return { objects: running(draw, namespace, template, `${release}${stock}`) };
    },
  },
  {
    id: 'ended executor',
    make: (draw, namespace) => ({
      objects: [podOf({ name: disguisedName(draw), namespace }, neutralTemplate(draw), { ended: true })],
      mayBeTold: true,
    }),
  },
  {
    id: 'suspect at zero',
    make: (draw, namespace) => {
      const neutral = neutralTemplate(draw);
      const template = { ...neutral, labels: { ...neutral.labels, 'helm.sh/chart': disguisedName(draw) } };
      const [deployment] = KINDS;
      return { objects: workloadOf(deployment, { name: neutralName(draw), namespace }, template, 'zero') };
    },
  },
  {
    id: 'nobody',
    make: (draw, namespace) => ({ objects: running(draw, namespace, neutralTemplate(draw)) }),
  },
];

/** Something innocent, in the mesh or outside. */
export function drawInnocent(draw: Draw): Drawn {
  const { namespace } = draw.namespace();
  const innocent = draw.take('innocent', INNOCENTS);
  const { objects, mayBeTold = false } = innocent.make(draw, namespace);
  return {
    objects,
    cloudRun: [],
    sign: `an innocent: ${innocent.id}`,
    place: innocent.id,
    claim: 'innocent',
    polls: ['poll/Pod'],
    names: objects.map(({ metadata }) => metadata.name),
    mayBeTold,
    taken: draw.taken,
  };
}
