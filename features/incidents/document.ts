/** `/api/v1/incident.zip`: postures and facts of an interval, as files. */

import { document, media } from '#lib/documents/define.ts';
import { ORDERED } from '#lib/documents/parameters.ts';

const [FROM, TO] = ['2026-11-20T14:30:00Z', '2026-11-20T15:30:00Z'];

export const incidentDocument = document({
  path: '/api/v1/incident.zip',
  tag: 'past',
  summary: 'What was said and known over a span of at most 24 h and 500 changes, as files in a signed zip',
  description:
    'Postures, facts, warning events, charts, deploy reports, a timeline, plan and runbooks in force, and a manifest with their SHA-256, signed with the console’s key. The same span gives the same bytes for as long as the journal keeps it. One is put together at a time.',
  // Both are needed, since the same two give the same bytes.
  query: {
    from: {
      takes: { kind: 'instant' },
      description: 'Start of the span, ISO 8601 with a zone',
      example: FROM,
      required: true,
    },
    to: {
      takes: { kind: 'instant' },
      description: 'End of the span, ISO 8601 with a zone; 5 s ago or longer',
      example: TO,
      required: true,
    },
  },
  checks: [ORDERED],
  body: media('application/zip'),
  answers: { 200: 'The files; a zip that breaks off is none' },
  problems: {
    404: 'Nothing is remembered of that time',
    503: 'The journal cannot be read, and why; or another one is being put together',
  },
});
