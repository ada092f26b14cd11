import { describe, expect, test } from 'vitest';
import { parseObject } from '../world/kinds.ts';
import { newMetadata } from '../world/new-object.ts';
import { fieldSelector, labelSelector } from './selectors.ts';

const pod = parseObject('Pod', {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: newMetadata(
    { name: 'p', namespace: 'n', labels: { app: 'web', tier: 'a.b-c' } },
    '2026-01-05T00:00:00Z',
  ),
  spec: { nodeName: 'node-1', containers: [{ name: 'c' }] },
  status: { phase: 'Running' },
});

describe('a label selector', () => {
  test.each([
    ['', true],
    ['app=web', true],
    ['app==web', true],
    ['app=db', false],
    ['app!=db', true],
    ['missing!=x', true],
    ['app in (web,db)', true],
    ['app in (db)', false],
    ['app notin (db, cache)', true],
    ['missing notin (x)', true],
    ['missing in (x)', false],
    ['app', true],
    ['missing', false],
    ['!missing', true],
    ['!app', false],
    ['app in (web,db),tier=a.b-c', true],
    ['app=web,tier=other', false],
  ])('%s selects: %s', (text, selected) => {
    expect(labelSelector(text)(pod)).toBe(selected);
  });

  test('that does not parse is a bad request', () => {
    expect(() => labelSelector('app=&&')).toThrow(expect.objectContaining({ code: 400 }));
  });
});

describe('a field selector', () => {
  test.each([
    ['', true],
    ['metadata.name=p', true],
    ['metadata.name=q', false],
    ['metadata.namespace=n,status.phase=Running', true],
    ['status.phase!=Succeeded,status.phase!=Failed', true],
    ['spec.nodeName==node-1', true],
    ['spec.nodeName=', false],
  ])('%s selects: %s', (text, selected) => {
    expect(fieldSelector(text, 'Pod')(pod)).toBe(selected);
  });

  test('on a field that the kind does not offer is a bad request', () => {
    expect(() => fieldSelector('spec.replicas=1', 'Pod')).toThrow(expect.objectContaining({ code: 400 }));
    expect(() => fieldSelector('status.phase=Running', 'ConfigMap')).toThrow(/field label not supported/);
  });
});
