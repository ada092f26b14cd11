/** What people do to the practice mesh from outside, through its Kubernetes API with the operator's credentials. */
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

/** Sends one merge patch; resolves when the API server has answered it. */
export function patch(mesh: PracticeMesh, path: string, body: unknown): Promise<void> {
  const config = kubeconfigSchema.parse(JSON.parse(readFileSync(mesh.kubeconfig('operator'), 'utf8')));
  const cluster = config.clusters[0]?.cluster;
  const token = config.users[0]?.user.token;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/merge-patch+json' };
  const ca = Buffer.from(cluster?.['certificate-authority-data'] ?? '', 'base64');
  return new Promise((resolve, reject) => {
    const sent = request(`${cluster?.server}${path}`, { method: 'PATCH', headers, ca }, (response) => {
      response.resume();
      response.on('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`PATCH ${path}: ${response.statusCode}`)),
      );
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

export function scale(mesh: PracticeMesh, name: string, replicas: number): Promise<void> {
  return patch(mesh, `/apis/apps/v1/namespaces/trading-floor/deployments/${name}`, { spec: { replicas } });
}

export function setKillSwitch(mesh: PracticeMesh, value: string): Promise<void> {
  return patch(mesh, '/api/v1/namespaces/trading-floor/configmaps/agenttrader-kill-switch', {
    data: { EXECUTION_HALTED: value },
  });
}
