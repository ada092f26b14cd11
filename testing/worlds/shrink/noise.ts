/** Fields of objects that no incident means anything by, wherever they stand: without them the truth is the same. */
export const NOISE: readonly string[] = [
  'creationTimestamp',
  'managedFields',
  'resources',
  'livenessProbe',
  'readinessProbe',
  'terminationGracePeriodSeconds',
  'podIP',
  'annotations',
];
