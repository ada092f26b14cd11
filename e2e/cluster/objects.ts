/** The objects that the suite makes. Their pods name a scheduler that nobody runs: no node takes them, no image is pulled. */

import { EXECUTOR, KILL_SWITCH, NIGHTLY, SWITCH_FOLDER, SWITCH_KEY } from './names.ts';

export const LABELS = { 'app.kubernetes.io/managed-by': 'mission-control-suite' };
const IMAGE = 'registry.invalid/suite:1';
const CONFINED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

export function namespace(name: string): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: LABELS } };
}

export function killSwitch(data: Record<string, string>): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: KILL_SWITCH, labels: LABELS }, data };
}

export function deployment(name: string, replicas: number): object {
  const labels = { ...LABELS, app: name };
  const selector = { matchLabels: { app: name } };
  const template = { metadata: { labels }, spec: podSpec(name) };
  const spec = { replicas, selector, template };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, labels }, spec };
}

/** On the last day of a leap February: it runs on none that the suite sees. */
export function cronJob(apiVersion: string): object {
  const metadata = { name: NIGHTLY, labels: LABELS };
  const template = {
    metadata: { labels: { app: NIGHTLY } },
    spec: { ...podSpec(NIGHTLY), restartPolicy: 'Never' },
  };
  const spec = { schedule: '0 0 29 2 *', suspend: true, jobTemplate: { spec: { template } } };
  return { apiVersion, kind: 'CronJob', metadata, spec };
}

export function autoscaler(apiVersion: string): object {
  const metadata = { name: EXECUTOR, labels: LABELS };
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: EXECUTOR };
  const spec = { scaleTargetRef, minReplicas: 1, maxReplicas: 3 };
  return { apiVersion, kind: 'HorizontalPodAutoscaler', metadata, spec };
}

export function podSpec(name: string) {
  const volumeMounts = [{ name: 'switch', mountPath: SWITCH_FOLDER, readOnly: true }];
  const env = [
    { name: 'AGENT_MODE', value: name.startsWith(EXECUTOR) ? 'OFF' : 'OBSERVE' },
    { name: 'HALTED_FILE', value: `${SWITCH_FOLDER}/${SWITCH_KEY}` },
  ];
  const resources = { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '10m', memory: '16Mi' } };
  return {
    schedulerName: 'nobody',
    automountServiceAccountToken: false,
    // Requirements of the strictest Pod Security Standard, which a cluster may enforce everywhere.
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [{ name: 'agent', image: IMAGE, env, volumeMounts, resources, securityContext: CONFINED }],
    volumes: [{ name: 'switch', configMap: { name: KILL_SWITCH } }],
  };
}
