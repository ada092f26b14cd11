import { expect, test } from 'vitest';
import { VERDICTS, type Verdict } from '#lib/vocabulary.ts';
import { worstAgentsFirst, worstFirst, worstOf } from './rank.ts';

const source = (id: string, verdict: Verdict, safety = false) => ({ id, verdict, safety });

test('what is not seen stands above what is, and safety above the rest', () => {
  const sources = [
    source('a', 'good'),
    source('b', 'good', true),
    source('c', 'unknown'),
    source('d', 'attention', true),
    source('e', 'not-applicable'),
    source('f', 'unknown', true),
  ];
  expect(worstFirst(sources).map(({ id }) => id)).toEqual(['f', 'c', 'd', 'b', 'a', 'e']);
  expect(sources[0]?.id).toBe('a');
});

test.each(VERDICTS.filter((v) => v !== 'good' && v !== 'expected-off' && v !== 'not-applicable'))(
  '%s is worse than good',
  (verdict) => expect(worstOf(['good', verdict, 'not-applicable'])).toBe(verdict),
);

test('an agent with a probe unavailable stands first, one without a probe last, others as they were', () => {
  const agent = (name: string, ...verdicts: Verdict[]) => ({
    name,
    probes: verdicts.map((verdict) => ({ verdict })),
  });
  const agents = [
    agent('none'),
    agent('calm', 'good'),
    agent('deaf', 'good', 'unknown'),
    agent('well', 'good'),
  ];
  expect(worstAgentsFirst(agents).map(({ name }) => name)).toEqual(['deaf', 'calm', 'well', 'none']);
  expect(worstOf([])).toBeNull();
});
