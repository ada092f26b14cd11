import type { Kinds, Pod } from '../../world/kinds.ts';
import { AGE, ageOf, type Column, type Columns, column, NAME, selectorText } from './column.ts';

/** The word that kubectl shows for a pod: why it is not well, before its phase. */
function podWord(pod: Pod): string {
  const first = pod.status.containerStatuses[0]?.state;
  const trouble = first?.waiting?.reason ?? first?.terminated?.reason;
  if (pod.metadata.deletionTimestamp !== undefined) return 'Terminating';
  return trouble ?? pod.status.reason ?? pod.status.phase;
}

function restarts(pod: Pod, now: number): string {
  const count = pod.status.containerStatuses.reduce((sum, status) => sum + status.restartCount, 0);
  const last = pod.status.containerStatuses[0]?.lastState?.terminated?.finishedAt;
  return count === 0 || last === undefined ? String(count) : `${count} (${ageOf(last, now)} ago)`;
}

const readyOf = (pod: Pod) =>
  `${pod.status.containerStatuses.filter((status) => status.ready).length}/${pod.spec.containers.length}`;

const pods: Column<Pod>[] = [
  NAME,
  column('Ready', readyOf),
  column('Status', podWord),
  column('Restarts', restarts),
  AGE,
  column('IP', (pod) => pod.status.podIP ?? '<none>', 1),
  column('Node', (pod) => pod.spec.nodeName ?? '<none>', 1),
  column('Nominated Node', () => '<none>', 1),
  column('Readiness Gates', () => '<none>', 1),
];

function nodeWord(node: Kinds['Node']): string {
  const ready = node.status.conditions.find((condition) => condition.type === 'Ready')?.status === 'True';
  return `${ready ? 'Ready' : 'NotReady'}${node.spec.unschedulable === true ? ',SchedulingDisabled' : ''}`;
}

const nodes: Column<Kinds['Node']>[] = [
  NAME,
  column('Status', nodeWord),
  column('Roles', () => '<none>'),
  AGE,
  column('Version', () => 'v1.32.0'),
];

const portsOf = (service: Kinds['Service']) =>
  service.spec.ports.map((port) => `${port.port}/${port.protocol}`).join(',') || '<none>';

const services: Column<Kinds['Service']>[] = [
  NAME,
  column('Type', (service) => service.spec.type),
  column('Cluster-IP', (service) => service.spec.clusterIP ?? '<none>'),
  column('External-IP', () => '<none>'),
  column('Port(s)', portsOf),
  AGE,
  column('Selector', (service) => selectorText(service.spec.selector), 1),
];

const events: Column<Kinds['Event']>[] = [
  column('Last Seen', (event, now) => ageOf(event.lastTimestamp, now)),
  column('Type', (event) => event.type ?? ''),
  column('Reason', (event) => event.reason ?? ''),
  column(
    'Object',
    (event) => `${event.involvedObject.kind?.toLowerCase() ?? ''}/${event.involvedObject.name ?? ''}`,
  ),
  column('Message', (event) => event.message ?? ''),
  column('First Seen', (event, now) => ageOf(event.firstTimestamp, now), 1),
  column('Count', (event) => event.count ?? 1, 1, 'integer'),
  column('Name', (event) => event.metadata.name, 1),
];

const dataCount = (object: { data?: Record<string, string> | undefined }) =>
  Object.keys(object.data ?? {}).length;

export const CORE: Pick<
  Columns,
  'Pod' | 'Node' | 'Namespace' | 'ConfigMap' | 'Secret' | 'Service' | 'Event'
> = {
  Pod: pods,
  Node: nodes,
  Namespace: [NAME, column('Status', (namespace) => namespace.status.phase), AGE],
  ConfigMap: [NAME, column('Data', dataCount, 0, 'integer'), AGE],
  Secret: [NAME, column('Type', () => 'Opaque'), column('Data', dataCount, 0, 'integer'), AGE],
  Service: services,
  Event: events,
};
