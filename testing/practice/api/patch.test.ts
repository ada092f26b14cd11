import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../world/json.ts';
import { applyPatch, mergePatch } from './patch.ts';

const MERGE = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';

// The examples of RFC 7396, appendix A.
describe('a merge patch does what RFC 7396 says', () => {
  test.each<[Json, Json, Json]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j with %j is %j', (target, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result);
  });
});

const POD: JsonObject = {
  spec: {
    containers: [
      { name: 'a', image: 'a:1', env: [{ name: 'X', value: '1' }], args: ['one', 'two'] },
      { name: 'b', image: 'b:1' },
    ],
  },
};

describe('a strategic merge patch', () => {
  test('merges containers and env by name', () => {
    const patch = { spec: { containers: [{ name: 'a', env: [{ name: 'Y', value: '2' }] }] } };
    expect(applyPatch(STRATEGIC, POD, patch)).toEqual({
      spec: {
        containers: [
          {
            name: 'a',
            image: 'a:1',
            env: [
              { name: 'X', value: '1' },
              { name: 'Y', value: '2' },
            ],
            args: ['one', 'two'],
          },
          { name: 'b', image: 'b:1' },
        ],
      },
    });
  });

  test('replaces lists that have no merge key', () => {
    const patched = applyPatch(STRATEGIC, POD, { spec: { containers: [{ name: 'a', args: ['three'] }] } });
    expect(JSON.stringify(patched)).toContain('"args":["three"]');
  });

  test('deletes an element that is marked so, and ignores ordering directives', () => {
    const patch = {
      spec: { '$setElementOrder/containers': [{ name: 'a' }], containers: [{ name: 'b', $patch: 'delete' }] },
    };
    expect(JSON.stringify(applyPatch(STRATEGIC, POD, patch))).not.toContain('b:1');
  });

  test('leaves the target as it was', () => {
    const before = structuredClone(POD);
    applyPatch(STRATEGIC, POD, { spec: { containers: [{ name: 'a', image: 'a:2' }] } });
    expect(POD).toEqual(before);
  });
});

describe('a JSON patch', () => {
  test.each<[string, JsonObject, Json, JsonObject]>([
    ['adds', { a: 1 }, [{ op: 'add', path: '/b', value: 2 }], { a: 1, b: 2 }],
    ['adds into a list', { l: [1, 3] }, [{ op: 'add', path: '/l/1', value: 2 }], { l: [1, 2, 3] }],
    ['appends', { l: [1] }, [{ op: 'add', path: '/l/-', value: 2 }], { l: [1, 2] }],
    ['replaces', { a: { b: 1 } }, [{ op: 'replace', path: '/a/b', value: 2 }], { a: { b: 2 } }],
    ['removes', { a: 1, b: 2 }, [{ op: 'remove', path: '/a' }], { b: 2 }],
    ['removes from a list', { l: [1, 2] }, [{ op: 'remove', path: '/l/0' }], { l: [2] }],
    ['moves', { a: 1 }, [{ op: 'move', from: '/a', path: '/b' }], { b: 1 }],
    ['copies', { a: 1 }, [{ op: 'copy', from: '/a', path: '/b' }], { a: 1, b: 1 }],
    ['escapes', { 'x/y~z': 1 }, [{ op: 'replace', path: '/x~1y~0z', value: 2 }], { 'x/y~z': 2 }],
    ['tests', { a: [1] }, [{ op: 'test', path: '/a', value: [1] }], { a: [1] }],
  ])('%s', (_what, target, patch, result) => {
    expect(applyPatch(JSON_PATCH, target, patch)).toEqual(result);
  });

  test.each<[string, Json, number]>([
    ['replacing what is not there', [{ op: 'replace', path: '/nope', value: 1 }], 422],
    ['a test that fails', [{ op: 'test', path: '/a', value: 2 }], 422],
    ['an index out of range', [{ op: 'add', path: '/l/9', value: 2 }], 422],
    ['an operation that does not exist', [{ op: 'twist', path: '/a' }], 400],
    ['a patch that is no list', { op: 'add' }, 400],
  ])('refuses %s', (_what, patch, code) => {
    expect(() => applyPatch(JSON_PATCH, { a: 1, l: [] }, patch)).toThrow(expect.objectContaining({ code }));
  });
});

test('a patch of another media type is refused with 415', () => {
  expect(() => applyPatch('application/apply-patch+yaml', {}, {})).toThrow(
    expect.objectContaining({ code: 415 }),
  );
  expect(applyPatch(`${MERGE}; charset=utf-8`, {}, { a: 1 })).toEqual({ a: 1 });
});
