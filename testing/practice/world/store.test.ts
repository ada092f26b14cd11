import { describe, expect, test } from 'vitest';
import { parseObject } from './kinds.ts';
import { newMetadata } from './new-object.ts';
import { Store } from './store.ts';

const configMap = (name: string, data: Record<string, string> = {}) =>
  parseObject('ConfigMap', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: newMetadata({ name, namespace: 'a' }, '2026-01-05T00:00:00Z'),
    data,
  });

describe('the store', () => {
  test('gives every write a higher resourceVersion, across kinds', () => {
    const store = new Store(100);
    const first = store.put('ConfigMap', configMap('x'));
    const second = store.update('ConfigMap', first, (draft) => {
      draft.data = { k: '1' };
    });
    store.remove('ConfigMap', second);
    expect([first, second].map((object) => object.metadata.resourceVersion)).toEqual(['101', '102']);
    expect(store.version).toBe(103);
  });

  test('never changes an object that it has handed out', () => {
    const store = new Store(0);
    const before = store.put('ConfigMap', configMap('x', { k: '0' }));
    store.update('ConfigMap', before, (draft) => {
      draft.data = { k: '1' };
    });
    expect(before.data).toEqual({ k: '0' });
    expect(store.get('ConfigMap', 'a', 'x')?.data).toEqual({ k: '1' });
  });

  test('an update that changes nothing is not a change', () => {
    const store = new Store(0);
    const object = store.put('ConfigMap', configMap('x', { k: '0' }));
    store.update('ConfigMap', object, (draft) => {
      draft.data = { k: '0' };
    });
    expect(store.version).toBe(1);
    expect(store.since('ConfigMap', 1)).toEqual([]);
  });

  test('an update by the holder of an object that was deleted and made again touches neither', () => {
    const store = new Store(0);
    const old = store.put('ConfigMap', configMap('x', { k: 'old' }));
    store.remove('ConfigMap', old);
    store.put('ConfigMap', configMap('x', { k: 'new' }));
    store.update('ConfigMap', old, (draft) => {
      draft.data = { k: 'late' };
    });
    expect(store.get('ConfigMap', 'a', 'x')?.data).toEqual({ k: 'new' });
  });

  test('tells the changes after a version, deletions with a version of their own', () => {
    const store = new Store(0);
    const object = store.put('ConfigMap', configMap('x'));
    store.put('ConfigMap', configMap('y'));
    store.remove('ConfigMap', object);
    const changes = store.since('ConfigMap', 1);
    expect(changes).not.toBe('gone');
    if (changes === 'gone') return;
    expect(changes.map(({ type, object: o, version }) => [type, o.metadata.name, version])).toEqual([
      ['ADDED', 'y', 2],
      ['DELETED', 'x', 3],
    ]);
    expect(changes[1]?.object.metadata.resourceVersion).toBe('3');
  });

  test('says gone for what is older than the kept window, and only for that', () => {
    const store = new Store(10, 2);
    for (const name of ['a', 'b', 'c']) store.put('ConfigMap', configMap(name));
    expect(store.since('ConfigMap', 10)).toBe('gone');
    expect(store.since('ConfigMap', 11)).toHaveLength(2);
    expect(store.since('Pod', 10)).toEqual([]);
  });

  test('says gone for a version from before this store, as after a restart', () => {
    expect(new Store(1000).since('Pod', 999)).toBe('gone');
  });

  test('compaction forgets everything before it', () => {
    const store = new Store(0);
    store.put('ConfigMap', configMap('x'));
    store.compact();
    expect(store.since('ConfigMap', 0)).toBe('gone');
    expect(store.since('ConfigMap', 1)).toEqual([]);
  });
});
