import { NOISE as NOISE_OF_GRAMMAR } from '../grammar/template.ts';

/**
 * Fields of objects, and names of entries in their lists, that no incident means anything by, wherever they stand:
 * without them the truth is the same.
 */
export const NOISE: readonly string[] = [
  'creationTimestamp',
  'managedFields',
  'resources',
  'livenessProbe',
  'readinessProbe',
  'terminationGracePeriodSeconds',
  'podIP',
  // What the API server fills in.
  'resourceVersion',
  'generation',
  'dnsPolicy',
  'imagePullPolicy',
  'terminationMessagePath',
  ...NOISE_OF_GRAMMAR,
];
