import type { IncomingMessage, ServerResponse } from 'node:http';
import { deliver } from '../agents/deliver.ts';
import type { World } from '../world/world.ts';

/** Services outside the cluster, by URL prefix. */
const PREFIXES: Readonly<Record<string, string>> = {
  '/cloud-run/market-ingest-service': 'market-ingest-service',
  '/cloud-run/congressional-ingest': 'congressional-ingest',
  '/firestore': 'firestore',
  '/nats': 'nats',
};

/** Answers for Cloud Run services and Firestore. False when the path belongs to none of them. */
export function answerOutside(
  world: World,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const prefix = Object.keys(PREFIXES).find((candidate) => path.startsWith(`${candidate}/`));
  if (prefix === undefined) return false;
  const agent = world.agent(PREFIXES[prefix] ?? '');
  if (agent === undefined) return false;
  const fault = world.faults.get(agent.name);
  if (fault === 'refused') {
    response.socket?.destroy();
    return true;
  }
  const { method = 'GET', headers } = request;
  deliver(response, agent.answer({ method, path: path.slice(prefix.length), headers }, undefined), fault);
  return true;
}
