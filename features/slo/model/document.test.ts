import { describe, expect, test } from 'vitest';
import type { SloPlan } from '#lib/plan/agent-schema.ts';
import { sloSchema } from '../document.ts';
import { monthOf } from './clock.ts';
import { type SloSubject, sloDocument } from './document.ts';

const NOW = Date.parse('2026-11-27T16:00:00Z');
const OCTOBER = monthOf(Date.parse('2026-10-15T12:00:00Z'));
const moment = { now: NOW, validUntil: NOW + 15_000 };

const subject = (name: string, clock: SloPlan['clock'], objectivePercent: number | null): SloSubject => ({
  name,
  slo: { text: `${name} as planned`, objectivePercent, clock },
  history: { runs: [], enabled: [] },
});
const FEED = subject('feed', 'market-hours', 99.9);
const SUBJECTS = [
  FEED,
  subject('api', 'monthly', 100),
  subject('disclosures', 'business-hours', 99),
  subject('executor', 'while-enabled', 99.9),
  subject('console', 'none', null),
];

describe('the document', () => {
  test('tells of every agent in the plan’s order, as the wire has it', () => {
    const document = sloDocument(SUBJECTS, moment);
    expect(sloSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
    expect(document).toMatchObject({
      at: '2026-11-27T16:00:00.000Z',
      validUntil: '2026-11-27T16:00:15.000Z',
      period: { from: '2026-11-01T04:00:00.000Z', to: '2026-12-01T05:00:00.000Z' },
    });
    expect(document.agents.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['feed', 'open'],
      ['api', 'open'],
      ['disclosures', 'open'],
      ['executor', 'not-applicable'],
      ['console', 'not-applicable'],
    ]);
  });

  test('carries the minutes of the whole period', () => {
    const bad = { state: 'bad', from: NOW - 120_000, to: NOW } as const;
    const [feed] = sloDocument([{ ...FEED, history: { runs: [bad], enabled: null } }], moment).agents;
    expect(feed).toMatchObject({
      text: 'feed as planned',
      objectivePercent: 99.9,
      clock: 'market-hours',
      measured: {
        minutes: { good: 0, bad: 2, unobserved: 18 * 390 + 88, toCome: 510, whole: 7_620 },
        budget: { total: { atBest: 7.62, atWorst: 7.62 } },
        paging: 'fast',
      },
    });
  });

  test('a period that is over is evaluated whole, and pages nobody', () => {
    const good = {
      ...FEED,
      history: { runs: [{ state: 'good', ...OCTOBER }], enabled: null },
    } as const;
    const document = sloDocument([good, ...SUBJECTS], { ...moment, period: OCTOBER });
    expect(document.period.to).toBe('2026-11-01T04:00:00.000Z');
    expect(document.agents[0]).toMatchObject({
      verdict: 'met',
      measured: { minutes: { toCome: 0 }, paging: 'no' },
    });
    expect(document.agents[1]).toMatchObject({ verdict: 'open', measured: { paging: 'no' } });
  });
});
