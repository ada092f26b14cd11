/** Pod templates of nobody in particular, with the noise that real ones have around what matters. */

import type { Choices } from '../random.ts';
import type { CloudRunDocument, Draw, Entry, Raw } from './draw.ts';
import { neutralName } from './names.ts';
import type { Container, Template } from './objects.ts';

const IMAGES: Choices<string> = [
  'registry.corp.example/platform/tools:41',
  'docker.io/library/python:3.12-slim',
  'ghcr.io/acme/base/node:22',
  'gcr.io/distroless/java21-debian12:nonroot',
  'localhost:5000/build/runner@sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945',
  'alpine',
  'mcr.microsoft.com/dotnet/aspnet:9.0',
];

/** Labels, annotations, fields and containers that mean nothing to any reader of signs. A shrinker may drop them. */
const NOISE_LABELS: Choices<[string, string]> = [
  ['team', 'platform'],
  ['tier', 'backend'],
  ['app.kubernetes.io/managed-by', 'Helm'],
  ['topology.kubernetes.io/zone', 'us-east1-b'],
  ['istio.io/rev', 'stable'],
  ['cost-center', '4711'],
];
const NOISE_ANNOTATIONS: Choices<[string, string]> = [
  ['prometheus.io/scrape', 'true'],
  ['sidecar.istio.io/inject', 'true'],
  ['kubectl.kubernetes.io/restartedAt', '2026-11-19T10:00:00Z'],
  ['checksum/config', 'e3b0c44298fc1c14'],
  ['linkerd.io/proxy-version', 'stable-2.14'],
];
const NOISE_FIELDS: Choices<[string, unknown]> = [
  ['resources', { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } }],
  ['ports', [{ name: 'http', containerPort: 8080 }]],
  ['securityContext', { runAsNonRoot: true, readOnlyRootFilesystem: true }],
  ['stdin', false],
];
const NOISE_SPEC: Choices<[string, unknown]> = [
  ['tolerations', [{ key: 'dedicated', operator: 'Exists' }]],
  ['nodeSelector', { 'kubernetes.io/arch': 'amd64' }],
  ['priorityClassName', 'high'],
  ['imagePullSecrets', [{ name: 'pull' }]],
  ['shareProcessNamespace', false],
];
const NOISE_SIDECARS: Choices<Container> = [
  {
    name: 'istio-proxy',
    image: 'docker.io/istio/proxyv2:1.24.0',
    args: ['proxy', 'sidecar', '--domain', 'cluster.local'],
  },
  { name: 'linkerd-proxy', image: 'cr.l5d.io/linkerd/proxy:edge-25.1.1' },
  { name: 'fluent-bit', image: 'fluent/fluent-bit:3.2', args: ['-c', '/fluent-bit/etc/fluent-bit.conf'] },
  {
    name: 'cloud-sql-proxy',
    image: 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2',
    args: ['--port=5432', 'p:r:db'],
  },
];

/** The keys, fields and container names that are noise wherever they stand in a drawn object. */
export const NOISE: ReadonlySet<string> = new Set([
  ...[...NOISE_LABELS, ...NOISE_ANNOTATIONS, ...NOISE_FIELDS, ...NOISE_SPEC].map(([key]) => key),
  ...NOISE_SIDECARS.map(({ name }) => name),
]);

const some = <T>(draw: Draw, entries: Choices<[string, T]>): Record<string, T> =>
  Object.fromEntries(draw.random.chance(0.4) ? [draw.random.pick(entries)] : []);

/** A template that is no executor's: neutral names, a public image, an own label, and noise. */
export function neutralTemplate(draw: Draw): Template {
  const name = neutralName(draw);
  const sidecars = draw.random.chance(0.2) ? [draw.random.pick(NOISE_SIDECARS)] : [];
  return {
    labels: { app: name, ...some(draw, NOISE_LABELS) },
    annotations: some(draw, NOISE_ANNOTATIONS),
    containers: [{ name: 'main', image: draw.random.pick(IMAGES), ...some(draw, NOISE_FIELDS) }, ...sidecars],
    initContainers: [],
    ephemeralContainers: [],
    spec: some(draw, NOISE_SPEC),
  };
}

/** The template with more in its first container. */
export function inMain(template: Template, more: Raw): Template {
  const [main, ...rest] = template.containers;
  if (main === undefined) throw new Error('a template has a container');
  return { ...template, containers: [{ ...main, ...more }, ...rest] };
}

interface CloudKind extends Entry {
  kind: CloudRunDocument['kind'];
  collection: string;
  body: (template: Raw) => Raw;
}

const LATEST = [{ type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', percent: 100 }];
const service = (scaling: Raw) => (template: Raw) => ({ scaling, traffic: LATEST, template });

/** Fixed at no instance: it starts nothing by itself. */
export const AT_NO_INSTANCE: CloudKind = {
  id: 'service manual 0',
  kind: 'service',
  collection: 'services',
  body: service({ scalingMode: 'MANUAL', manualInstanceCount: 0 }),
};

/** All of these run, or may start without a person. */
export const CLOUD_KINDS: Choices<CloudKind> = [
  { id: 'service', kind: 'service', collection: 'services', body: service({}) },
  { id: 'service min 2', kind: 'service', collection: 'services', body: service({ minInstanceCount: 2 }) },
  {
    id: 'service manual 1',
    kind: 'service',
    collection: 'services',
    body: service({ scalingMode: 'MANUAL', manualInstanceCount: 1 }),
  },
  {
    id: 'job runs',
    kind: 'job',
    collection: 'jobs',
    body: (template) => ({ latestCreatedExecution: { name: 'x' }, template: { template } }),
  },
  {
    id: 'worker pool',
    kind: 'worker-pool',
    collection: 'workerPools',
    body: (template) => ({ scaling: { manualInstanceCount: 1 }, template }),
  },
];

/** What a container's template gives on Cloud Run: no init containers, no probes by command, no pods. */
export function cloudRunOf(
  draw: Draw,
  name: string,
  labels: Record<string, string>,
  container: Container,
  kinds: Choices<CloudKind> = CLOUD_KINDS,
): CloudRunDocument {
  const { kind, collection, body } = draw.take('cloud-run', kinds);
  const [project, region] = ['desk', 'us-east4'];
  const full = `projects/${project}/locations/${region}/${collection}/${name}`;
  const { name: own, image, command, args, env } = container;
  const only = Object.fromEntries(
    Object.entries({ name: own, image, command, args, env }).filter(([, value]) => value !== undefined),
  );
  const latest = `${full}/revisions/${name}-00007-abc`;
  return {
    kind,
    project,
    region,
    document: {
      name: full,
      labels,
      generation: '7',
      observedGeneration: '7',
      reconciling: false,
      terminalCondition: { type: 'Ready', state: 'CONDITION_SUCCEEDED' },
      ...(collection === 'services' && { latestReadyRevision: latest, latestCreatedRevision: latest }),
      ...body({ containers: [only] }),
    },
  };
}
