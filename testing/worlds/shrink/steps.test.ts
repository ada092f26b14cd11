import { expect, test } from 'vitest';
import type { ObjectChange, Scene } from './scene.ts';
import { stepsOf } from './steps.ts';

const START = Date.parse('2026-11-20T15:15:00Z');
const ref = { kind: 'Pod', namespace: 'pit', name: 'a' };
const pod = (phase: string, more: object = {}) => ({ metadata: { name: 'a' }, status: { phase }, ...more });

const scene = (objects: readonly ObjectChange[], dropped: readonly string[] = []): Scene => ({
  ...{ start: START, end: START + 9_000, onCloudRun: false, withoutCloudRun: false, calm: 0, network: 0 },
  ...{
    incidents: [],
    drawn: [],
    objects,
    replies: [],
    cloudRun: [],
    serves: [],
    outages: [],
    lives: [],
    asked: [],
  },
  ...{ marks: [], dropped },
});

test('what was before the beginning is there at first, in one; what is after the end is not', () => {
  const { first, later } = stepsOf(
    scene([
      { at: START - 5_000, ref, before: pod('Pending'), after: pod('Running') },
      { at: START - 1_000, ref, before: pod('Running'), after: pod('Failed') },
      { at: START + 2_500, ref, before: pod('Failed'), after: null },
      { at: START + 9_001, ref, before: null, after: pod('Running') },
    ]),
  );
  expect(first).toEqual({ patches: [{ ...ref, with: { status: { phase: 'Failed' } } }] });
  expect(later).toEqual([{ at: 2.5, remove: [ref] }]);
});

test('a new object is given whole, with its times before now and without its noise', () => {
  const noisy = pod('Running', {
    since: '2026-11-20T15:13:30Z',
    resources: { cpu: '1' },
    containers: [{ name: 'main' }, { name: 'proxy' }],
  });
  const { first } = stepsOf(scene([{ at: START, ref, before: null, after: noisy }], ['resources', 'proxy']));
  const bare = pod('Running', { since: '<-90s>', containers: [{ name: 'main' }] });
  expect(first).toEqual({ objects: [bare] });
});
