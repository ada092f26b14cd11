import { describe, expect, test } from 'vitest';
import { sampleItem } from './sample-item.ts';
import { type CadenceItem, summaryOf, wordOf } from './summary.ts';

function item(over: Partial<CadenceItem>): CadenceItem {
  const at = '2026-11-20T14:30:00.000Z';
  return sampleItem({ at, until: at, state: 'done', verdict: 'good', ...over });
}

describe('the cadence in words', () => {
  test('what wants somebody is counted first, and nothing that is not there', () => {
    const items = [item({}), item({ state: 'upcoming' }), item({ state: 'missed' }), item({ state: 'due' })];
    expect(summaryOf(items)).toBe('1 due · 1 missed · 1 done · 1 upcoming');
  });

  test.each([
    ['done', 'good', 'Done'],
    ['done', 'bad', 'Done, with a finding'],
    ['done-late', 'attention', 'Done late, with a finding'],
    ['done', 'expected-off', 'Done'],
    ['missed', 'unknown', 'Missed'],
    ['due', 'attention', 'Due'],
    ['needs-human', 'unknown', 'Needs a human'],
  ] as const)('%s, %s reads: %s', (state, verdict, word) => {
    expect(wordOf(item({ state, verdict }))).toBe(word);
  });
});
