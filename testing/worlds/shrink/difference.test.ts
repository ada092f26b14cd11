import { expect, test } from 'vitest';
import { plainPatch, strategicPatch } from './difference.ts';

const container = (env: { name: string; value: string }[]) => ({
  spec: { containers: [{ name: 'a', env }] },
});

test('a patch of an object says what changed, and names the entry of a list', () => {
  const before = container([
    { name: 'MODE', value: 'OFF' },
    { name: 'DRY', value: '1' },
  ]);
  const after = container([{ name: 'MODE', value: 'LIVE' }]);
  const env = [
    { name: 'DRY', $patch: 'delete' },
    { name: 'MODE', value: 'LIVE' },
  ];
  expect(strategicPatch(before, after)).toEqual({ spec: { containers: [{ name: 'a', env }] } });
  expect(strategicPatch(before, before)).toEqual({});
  const mounts = { volumeMounts: [{ name: 'brake', mountPath: '/etc/brake' }] };
  const gone = { volumeMounts: [{ mountPath: '/etc/brake', $patch: 'delete' }] };
  expect(strategicPatch(mounts, { volumeMounts: [] })).toEqual(gone);
});

test('a patch that would say something else is none', () => {
  // A merge cannot tell null from absence, nor entries of a list that have changed places.
  expect(plainPatch({ tick: 4 }, { tick: null })).toBeNull();
  const [a, b] = [{ name: 'a' }, { name: 'b' }];
  expect(strategicPatch({ containers: [a, b] }, { containers: [b, a] })).toBeNull();
});
