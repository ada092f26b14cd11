/** `/api/v1/posture` and `/api/v1/stream`: the current posture as one document, and its changes. */

import { postureSchema } from '../posture.ts';
import { document, json, media } from './define.ts';
import { POSTURE_PATH, STREAM_PATH } from './live.ts';

const AT = '2026-11-20T15:32:07Z';

export const postureDocument = document({
  path: POSTURE_PATH,
  tag: 'present',
  summary: 'The whole present in one document, or with `at` what was in force then',
  description:
    'The present has the time of the answer in the header x-console-time. The past comes byte for byte, with its SHA-256 (RFC 8785) in x-posture-sha256 and the version of the evaluation in x-posture-evaluation.',
  query: {
    at: {
      takes: { kind: 'instant' },
      description: 'The instant to tell of, ISO 8601 with a zone; the present when left out',
      example: AT,
    },
  },
  body: json('Posture', postureSchema),
  answers: { 200: 'The posture that is in force, or was' },
  problems: {
    404: 'Nothing was published then, and why',
    503: 'The journal cannot be read, and why',
  },
});

export const streamDocument = document({
  path: STREAM_PATH,
  tag: 'present',
  summary: 'The present as it changes, as server-sent events',
  description:
    'An event `posture` when a verdict or its evidence changes, an event `tick` each second. It begins with the whole present. A reader that falls behind gets no backlog, but the latest posture.',
  body: media('text/event-stream'),
  answers: { 200: 'Events without end' },
  problems: { 503: 'The console is stopping, or has too many readers' },
});
