/** Changes of people to the practice mesh, through its Kubernetes API with the operator's credentials. */

import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { z } from 'zod';
import type { PracticeMesh } from './processes.ts';

const kubeconfigSchema = z.object({
  clusters: z
    .array(z.object({ cluster: z.object({ server: z.string(), 'certificate-authority-data': z.string() }) }))
    .min(1),
  users: z.array(z.object({ user: z.object({ token: z.string() }) })).min(1),
});

const CONFIG_MAPS = '/api/v1/namespaces/trading-floor/configmaps';
const KILL_SWITCH = 'agenttrader-kill-switch';

/** Sends one merge patch; resolves when the API server has answered it. */
export function patch(mesh: PracticeMesh, path: string, body: unknown): Promise<void> {
  return send(mesh, 'PATCH', path, body, 'application/merge-patch+json');
}

/** Creates an object in the collection at `path`. */
export function create(mesh: PracticeMesh, path: string, body: unknown): Promise<void> {
  return send(mesh, 'POST', path, body);
}

export function remove(mesh: PracticeMesh, path: string): Promise<void> {
  return send(mesh, 'DELETE', path);
}

/** Rejects unless the API server did it. */
function send(
  mesh: PracticeMesh,
  method: string,
  path: string,
  body?: unknown,
  contentType = 'application/json',
): Promise<void> {
  const config = kubeconfigSchema.parse(JSON.parse(readFileSync(mesh.kubeconfig('operator'), 'utf8')));
  const cluster = config.clusters[0]?.cluster;
  const token = config.users[0]?.user.token;
  const headers = { authorization: `Bearer ${token}`, 'content-type': contentType };
  const ca = Buffer.from(cluster?.['certificate-authority-data'] ?? '', 'base64');
  return new Promise((resolve, reject) => {
    const sent = request(`${cluster?.server}${path}`, { method, headers, ca }, (response) => {
      response.resume();
      response.on('end', () =>
        Math.floor((response.statusCode ?? 0) / 100) === 2
          ? resolve()
          : reject(new Error(`${method} ${path}: ${response.statusCode}`)),
      );
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

export function scale(mesh: PracticeMesh, name: string, replicas: number): Promise<void> {
  return patch(mesh, `/apis/apps/v1/namespaces/trading-floor/deployments/${name}`, { spec: { replicas } });
}

export function setKillSwitch(mesh: PracticeMesh, value: string | null): Promise<void> {
  return patch(mesh, `${CONFIG_MAPS}/${KILL_SWITCH}`, { data: { EXECUTION_HALTED: value } });
}

export function setSecondSwitch(mesh: PracticeMesh, value: string): Promise<void> {
  return patch(mesh, `${CONFIG_MAPS}/agenttrader-safety`, { data: { KILL_SWITCH: value } });
}

export function deleteKillSwitch(mesh: PracticeMesh): Promise<void> {
  return remove(mesh, `${CONFIG_MAPS}/${KILL_SWITCH}`);
}

export function makeKillSwitch(mesh: PracticeMesh, value: string): Promise<void> {
  const metadata = { name: KILL_SWITCH, namespace: 'trading-floor' };
  const data = { EXECUTION_HALTED: value };
  return create(mesh, CONFIG_MAPS, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
}
