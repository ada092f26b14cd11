/** `/api/v1/history`: one numeric series of one agent. */

import { historySchema, RANGES, SERIES } from '../series/history.ts';
import { document, json } from './define.ts';
import { ORDERED } from './parameters.ts';

const MAX_POINTS = 3_600;
const [FROM, TO] = ['2026-11-20T15:00:00Z', '2026-11-20T15:15:00Z'];

export const historyDocument = document({
  path: '/api/v1/history',
  tag: 'past',
  summary: 'One numeric series of one agent, and the times in which it was not observed',
  description:
    'At most four points a column, so that no spike is lost. The last 15 minutes when neither a range nor an instant is given.',
  query: {
    agent: {
      takes: { kind: 'text', shortest: 1, longest: 253 },
      description: 'Name of the agent in the plan',
      example: 'feed',
      required: true,
    },
    series: {
      takes: { kind: 'one-of', values: SERIES },
      description: 'The series: one sample is kept each second',
      example: 'heartbeat_age_seconds',
      required: true,
    },
    range: {
      takes: { kind: 'one-of', values: RANGES },
      description:
        'How far it reaches back from now, by the clock or by sessions of the market; not with `from` or `to`',
      example: '15m',
    },
    from: {
      takes: { kind: 'instant' },
      description: 'Start of the time, ISO 8601 with a zone; 15 minutes before `to` when left out',
      example: FROM,
    },
    to: {
      takes: { kind: 'instant' },
      description: 'End of the time, ISO 8601 with a zone; now when left out or still to come',
      example: TO,
    },
    points: {
      takes: { kind: 'whole-number', most: MAX_POINTS },
      description: `Columns of the chart, 1 to ${MAX_POINTS}; 300 when left out`,
      example: '300',
    },
  },
  checks: [
    ORDERED,
    {
      parameter: 'range',
      detail: 'cannot be given together with from or to',
      holds: ({ range, from, to }) => range === undefined || (from === undefined && to === undefined),
    },
  ],
  body: json('History', historySchema),
  answers: { 200: 'The series' },
  problems: { 404: 'The plan has no such agent', 503: 'The journal cannot be read, and why' },
  everyMs: 10_000,
});
