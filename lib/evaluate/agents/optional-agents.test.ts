import { describe, expect, test } from 'vitest';
import { evaluation } from '#testing/samples/evaluated.ts';
import { blind, calmFacts, NOW, workload } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { renderedAgent } from '#testing/samples/rendered.ts';
import type { Fact } from '../../facts/fact.ts';
import { EMPTY_STATE } from '../base/state.ts';

const plan = {
  ...SAMPLE_PLAN,
  agents: SAMPLE_PLAN.agents.map((a) => (a.name === 'feed' ? { ...a, optional: true } : a)),
};
const withoutFeed = calmFacts().filter(
  (f) => !f.subject.includes('pier/feed') && !f.subject.startsWith('probe/feed'),
);

function feed(facts: readonly Fact[]) {
  return renderedAgent(evaluation(facts, NOW, EMPTY_STATE, plan).said, 'feed');
}

describe('an optional agent (plan, Agent roster: "if used")', () => {
  test('that is not there is not used, whatever its probes could not ask', () => {
    expect(feed(withoutFeed)).toMatchObject({ verdict: 'not-applicable', state: 'Not used' });
  });

  test('is not known to be unused while the cluster is unavailable', () => {
    expect(feed([...withoutFeed, blind('poll/Deployment')])?.verdict).toBe('unknown');
  });

  test('that is there is evaluated as any other', () => {
    expect(feed(calmFacts())?.verdict).toBe('good');
    expect(feed([...withoutFeed, workload('feed')])?.verdict).toBe('unknown');
  });
});
