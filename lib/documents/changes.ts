/** `/api/v1/changes`: the changes of the posture, and their times. */

import { changesSchema } from '../timeline/changes.ts';
import { document, json } from './define.ts';
import { ORDERED } from './parameters.ts';

const [FROM, TO] = ['2026-11-20T14:30:00Z', '2026-11-20T21:00:00Z'];

export const changesDocument = document({
  path: '/api/v1/changes',
  tag: 'past',
  summary: 'When what it said changed, and when nobody watched or nothing could be kept',
  description: 'At most 5,000 changes, the first ones of the time; `more` says that there are others.',
  query: {
    from: {
      takes: { kind: 'instant' },
      description: 'Start of the time, ISO 8601 with a zone; a day before `to` when left out',
      example: FROM,
    },
    to: {
      takes: { kind: 'instant' },
      description: 'End of the time, ISO 8601 with a zone; now when left out',
      example: TO,
    },
  },
  checks: [ORDERED],
  body: json('Changes', changesSchema),
  answers: { 200: 'The changes, oldest first' },
  problems: { 503: 'The journal cannot be read, and why' },
});
