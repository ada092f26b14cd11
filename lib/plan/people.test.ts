import { expect, test } from 'vitest';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { oncallOf, ownerOf } from './people.ts';
import type { AgentPlan } from './schema.ts';

test.each<[string, AgentPlan['owner'], ReturnType<typeof ownerOf>]>([
  ['nobody', null, null],
  ['a name alone', 'Data desk', { name: 'Data desk', contact: null }],
  ['a name in a map', { name: 'Data desk' }, { name: 'Data desk', contact: null }],
  ['a contact', { name: 'Data desk', contact: '#data' }, { name: 'Data desk', contact: '#data' }],
])('the owner may be %s', (_, owner, person) => expect(ownerOf({ owner })).toEqual(person));

test('a priority for which the plan names nobody has nobody', () => {
  const nobody = { P0: null, P1: null, P2: null, P3: null };
  expect(oncallOf(SAMPLE_PLAN)).toEqual(nobody);
  expect(oncallOf({ ...SAMPLE_PLAN, oncall: { P0: null, P1: { name: 'Ada', contact: '#desk' } } })).toEqual({
    ...nobody,
    P1: { name: 'Ada', contact: '#desk' },
  });
});
