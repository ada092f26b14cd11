import { expect, test } from 'vitest';
import { parseObject } from './kinds.ts';
import { quantity, quantityText } from './quantity.ts';

test.each([
  [1, '1'],
  [0, '0'],
  [0.5, '500m'],
  [1.25, '1250m'],
  [2000, '2k'],
  [1_073_741_824, '1073741824'],
  [3_000_000, '3M'],
])('the number %d is written %s, and read as what it was', (number, text) => {
  expect([quantityText(number), quantity(text)]).toEqual([text, number]);
});

test('bounds that are numbers are valid', () => {
  const metadata = { name: 'p', uid: 'u', resourceVersion: '1', creationTimestamp: '' };
  const containers = [{ name: 'c', resources: { limits: { cpu: 1, memory: '1Gi' } } }];
  const pod = parseObject('Pod', { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers } });
  expect(pod.spec.containers[0]?.resources?.limits).toEqual({ cpu: '1', memory: '1Gi' });
});
