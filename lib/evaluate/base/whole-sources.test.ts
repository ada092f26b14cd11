import { expect, test } from 'vitest';
import { container } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { unknownSources } from './whole-sources.ts';

const known = {
  kind: 'ConfigMap' as const,
  namespace: 'pier',
  name: 'paint',
  by: 'ada',
  holds: 'colours',
  why: 'read once',
};
const plan = { ...SAMPLE_PLAN, safety: { ...SAMPLE_PLAN.safety, knownSources: [known] } };

test.each([
  ['one that the plan knows is not', 'pier', 'config-map', 'paint', false],
  ['one of another name is', 'pier', 'config-map', 'ropes', true],
  ['one of another namespace is', 'quay', 'config-map', 'paint', true],
  ['a Secret of its name is', 'pier', 'secret', 'paint', true],
] as const)('taken whole and unknown: %s', (_rule, namespace, kind, name, unknown) => {
  const source = { kind, name };
  const found = unknownSources(plan, namespace, container({ environmentFrom: [source] }));
  expect(found).toEqual(unknown ? [source] : []);
});
