import { stampOf } from '../clock.ts';
import { SETTLED_AGE_MS } from '../controllers/birth.ts';
import type { Kinds } from '../kinds.ts';
import { managedData } from '../managed-fields.ts';
import { settled, TRADING } from './workload.ts';

/** The switches were there, as they are, before anything that takes them was started. */
const SWITCHES_AGE_MS = SETTLED_AGE_MS + 24 * 3600 * 1000;

const DEPLOYED_BY = 'kubectl-client-side-apply';

/** Both halt switches, on; and the heartbeats of the services, fresh where the service runs. */
export function configMaps(now: number): Kinds['ConfigMap'][] {
  const seen = new Date(now).toISOString();
  const heartbeat = (service: string, lastSeen: string) =>
    configMap(
      `agenttrader-heartbeat-${service}`,
      { last_seen: lastSeen },
      'ops-heartbeat-writer',
      now,
      lastSeen === '' ? undefined : stampOf(now),
    );
  return [
    configMap('agenttrader-kill-switch', { EXECUTION_HALTED: '1' }, DEPLOYED_BY, now),
    // The namespace of the executor has its own copy: a ConfigMap cannot be mounted across namespaces.
    configMap(
      'agenttrader-kill-switch',
      { EXECUTION_HALTED: '1' },
      DEPLOYED_BY,
      now,
      undefined,
      'agenttrader',
    ),
    configMap('agenttrader-safety', { KILL_SWITCH: 'true', STALE_THRESHOLD_SECONDS: '30' }, DEPLOYED_BY, now),
    heartbeat('marketdata-mcp-server', seen),
    heartbeat('strategy-engine', seen),
    heartbeat('execution-engine', ''),
    heartbeat('mission-control', ''),
    heartbeat('ops-cron', new Date(Math.floor(now / 60_000) * 60_000).toISOString()),
  ];
}

/** The broker's credentials, as far as the practice mesh has any: pods that take them do not start without. */
export function secrets(now: number): Kinds['Secret'][] {
  const data = { 'key-id': 'cHJhY3RpY2U=', 'secret-key': 'cHJhY3RpY2U=' };
  return [
    settled('Secret', 'v1', { name: 'alpaca-creds', namespace: TRADING }, { type: 'Opaque', data }, now),
  ];
}

function configMap(
  name: string,
  data: Record<string, string>,
  manager: string,
  now: number,
  changedAt = stampOf(now - SWITCHES_AGE_MS),
  namespace = TRADING,
): Kinds['ConfigMap'] {
  const managedFields = managedData(undefined, data, manager, changedAt);
  const labels = { 'app.kubernetes.io/part-of': 'agent-trader-v2' };
  const made = settled('ConfigMap', 'v1', { name, namespace, labels, managedFields }, { data }, now);
  return { ...made, metadata: { ...made.metadata, creationTimestamp: stampOf(now - SWITCHES_AGE_MS) } };
}
