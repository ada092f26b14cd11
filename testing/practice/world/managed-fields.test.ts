import { expect, test } from 'vitest';
import { parseObject } from './kinds.ts';
import { managedData } from './managed-fields.ts';
import { newMetadata } from './new-object.ts';

const T1 = '2026-11-20T10:00:00Z';
const T2 = '2026-11-20T11:00:00Z';

function configMap(data: Record<string, string>) {
  const managedFields = managedData(undefined, data, 'installer', T1);
  return parseObject('ConfigMap', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: newMetadata({ name: 'x', namespace: 'n', managedFields }, T1),
    data,
  });
}

test('a changed key passes to who changed it, with the time; the others stay whose they were', () => {
  const before = configMap({ A: '1', B: '1' });
  expect(managedData(before, { A: '0', B: '1' }, 'kubectl-patch', T2)).toMatchObject([
    { manager: 'installer', time: T1, fieldsV1: { 'f:data': { 'f:B': {} } } },
    { manager: 'kubectl-patch', time: T2, fieldsV1: { 'f:data': { 'f:A': {} } } },
  ]);
});

test('writing the same value changes nobody and no time', () => {
  const before = configMap({ A: '1' });
  expect(managedData(before, { A: '1' }, 'kubectl-patch', T2)).toEqual(before.metadata.managedFields);
});

test('a removed key is owned by nobody', () => {
  const managed = managedData(configMap({ A: '1', B: '1' }), { B: '1' }, 'installer', T2);
  expect(JSON.stringify(managed)).not.toContain('f:A');
});
