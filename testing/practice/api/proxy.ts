import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Agent } from '../agents/agent.ts';
import { deliver } from '../agents/deliver.ts';
import type { Kinds, Pod } from '../world/kinds.ts';
import { isReady, isRunning } from '../world/pod-state.ts';
import type { World } from '../world/world.ts';
import type { Target } from './path.ts';
import { badRequest, objectNotFound, unavailable } from './status.ts';

/** `[scheme:]name[:port]`, as the proxy paths name pods and services. */
function addressOf(text: string): { name: string; port: string | undefined } {
  const parts = text.split(':');
  if (parts.length === 3) return { name: parts[1] ?? '', port: parts[2] || undefined };
  return { name: parts[0] ?? '', port: parts[1] || undefined };
}

/** Passes a request on to the agent behind a pod or a service. */
export function proxy(
  world: World,
  target: Target,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const address = addressOf(target.name ?? '');
  if (target.resource.kind === 'Pod') proxyPod(world, target, address, request, response);
  else if (target.resource.kind === 'Service') proxyService(world, target, address, request, response);
  else throw unavailable('the practice mesh proxies to pods and services only');
}

type Address = ReturnType<typeof addressOf>;

function proxyPod(
  world: World,
  target: Target,
  address: Address,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const pod = world.store.get('Pod', target.namespace, address.name);
  if (pod === undefined) throw objectNotFound('pods', '', address.name);
  if (pod.status.podIP === undefined) throw badRequest('address not allowed');
  const declared = pod.spec.containers.flatMap((container) => container.ports ?? []);
  const named = declared.find((port) => port.name === address.port);
  forward(
    world,
    pod,
    named?.containerPort ?? Number(address.port ?? declared[0]?.containerPort ?? 80),
    target,
    request,
    response,
  );
}

function proxyService(
  world: World,
  target: Target,
  address: Address,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const service = world.store.get('Service', target.namespace, address.name);
  if (service === undefined) throw objectNotFound('services', '', address.name);
  const port = service.spec.ports.find(
    (candidate) =>
      address.port === undefined ||
      candidate.name === address.port ||
      String(candidate.port) === address.port,
  );
  if (port === undefined)
    throw unavailable(`no service port "${address.port}" found for service "${address.name}"`);
  const pod = endpointsOf(world, service)[0];
  if (pod === undefined) throw unavailable(`no endpoints available for service "${address.name}"`);
  const targetPort = port.targetPort ?? port.port;
  const declared = pod.spec.containers
    .flatMap((container) => container.ports ?? [])
    .find((p) => p.name === targetPort);
  forward(world, pod, declared?.containerPort ?? Number(targetPort), target, request, response);
}

/** The ready pods behind a Service; a pod that is ending is not among them. */
function endpointsOf(world: World, service: Kinds['Service']): Pod[] {
  const selector = Object.entries(service.spec.selector ?? {});
  return world.store
    .list('Pod', service.metadata.namespace)
    .filter(
      (pod) => selector.length > 0 && selector.every(([key, value]) => pod.metadata.labels?.[key] === value),
    )
    .filter((pod) => isReady(pod) && pod.metadata.deletionTimestamp === undefined);
}

function forward(
  world: World,
  pod: Pod,
  port: number,
  target: Target,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const agent = listening(world, pod, port);
  const dialled = `error trying to reach service: dial tcp ${pod.status.podIP}:${port}`;
  // Real ones take half a minute to say so, for which nobody waits.
  if (world.podsCutOff) throw unavailable(`${dialled}: i/o timeout`);
  if (agent === undefined) throw unavailable(`${dialled}: connect: connection refused`);
  const { method = 'GET', headers } = request;
  deliver(response, agent.answer({ method, path: target.rest, headers }, pod), world.faultOf(agent, pod));
}

/**
 * Answers `GET /practice/orphans/NAMESPACE/POD/PATH` as a process does whose pod's object is gone: nothing of Kubernetes
 * leads to it any more. False when the path names none.
 */
export function answerOrphan(
  world: World,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const [, namespace, name, inner] = /^\/practice\/orphans\/([^/]+)\/([^/]+)(\/.*)$/.exec(path) ?? [];
  const pod = [...world.orphans.values()].find(
    ({ metadata }) => metadata.namespace === namespace && metadata.name === name,
  );
  const agent = pod === undefined ? undefined : world.agentIn(pod);
  if (pod === undefined || agent === undefined || inner === undefined) return false;
  const { method = 'GET', headers } = request;
  deliver(response, agent.answer({ method, path: inner, headers }, pod), world.faultOf(agent, pod));
  return true;
}

function listening(world: World, pod: Pod, port: number): Agent | undefined {
  const agent = world.agentIn(pod);
  const open = pod.spec.containers.some((container) =>
    container.ports?.some((p) => p.containerPort === port),
  );
  return open && isRunning(pod) && agent !== undefined && world.faultOf(agent, pod) !== 'refused'
    ? agent
    : undefined;
}
