import { expect, test } from 'vitest';
import { startMarks } from './start-marks.ts';

const marked = (annotations: Record<string, string>, desired = 0) =>
  startMarks({ desired, finished: null, labels: {}, annotations });

test.each([
  'downscaler/original-replicas',
  'sablier.enable',
  'kueue.x-k8s.io/queue-name',
  'desk.example/wakeUpAt',
])('%s tells of a controller that may start it', (key) => {
  expect(marked({ [key]: '1' })).toEqual([key]);
  expect(marked({ [key]: '1' }, 1)).toEqual([]);
});

test.each([
  'deployment.kubernetes.io/desired-replicas',
  'cluster-autoscaler.kubernetes.io/safe-to-evict',
  'meta.helm.sh/release-name',
  'argocd.argoproj.io/sync-wave',
])('%s tells of none', (key) => {
  expect(marked({ [key]: '1' })).toEqual([]);
});

test('what a downscaler leaves alone is not taken up', () => {
  expect(marked({ 'downscaler/uptime': 'always', 'downscaler/exclude': 'true' })).toEqual([]);
});
