/** `/api/v1/incident.zip`: what was said and known over a span, as files to keep. */

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { archive } from '#features/incidents/server/archive.ts';
import { incidentFiles } from '#features/incidents/server/bundle.ts';
import { fileTime, type IncidentSpan } from '#features/incidents/server/incident.ts';
import { incidentQuery } from './query.ts';
import { sendProblem } from './reply.ts';
import { type Call, notFound, type Route, refused, route, settle, withQuery } from './route.ts';

/** Longer incidents are told in parts. */
const LONGEST_MS = 24 * 3_600_000;
const MOST_CHANGES = 500;
/** What is this young may not have been written to the journal yet: a second answer would have more in it. */
const SETTLED_MS = 5_000;

/** Making one keeps the process and the journal busy: one at a time. */
let making = false;

export const INCIDENT_ROUTES: readonly Route[] = [route('/api/v1/incident.zip', answerIncident)];

function answerIncident(call: Call): void {
  withQuery(call, incidentQuery, ({ from: first, to: last }) => {
    const [from, to] = [Date.parse(first), Date.parse(last)];
    const { journal, now } = call.answers;
    if (to > now() - SETTLED_MS) refused(call, `must be ${SETTLED_MS / 1_000} s ago or longer`, 'to');
    else if (to - from > LONGEST_MS)
      refused(call, `must be at most ${LONGEST_MS / 3_600_000} h before to`, 'from');
    else {
      const asked = Promise.all([journal.postureAt(from), journal.changes(from, to, MOST_CHANGES)]);
      settle(call, asked, ([start, found]) => begin(call, { from, to, start, found }));
    }
  });
}

function begin(call: Call, span: IncidentSpan): void {
  const { changes, more } = span.found;
  const { stored, unobserved } = span.start;
  if (more)
    refused(call, `there are more than ${MOST_CHANGES} changes in that time: ask for a shorter one`, 'from');
  else if (changes.length === 0 && stored === null)
    notFound(call, `Nothing is remembered of that time: ${unobserved ?? 'nothing was published'}.`, 'from');
  else if (making)
    sendProblem(call.response, {
      title: 'Service Unavailable',
      status: 503,
      detail: 'Another incident is being put together: ask again when it is done.',
    });
  else void stream(call, span);
}

/** A journal that fails meanwhile ends the connection: what was sent has no end, and no program takes it for a whole. */
async function stream({ request, response, answers }: Call, span: IncidentSpan): Promise<void> {
  const name = `incident_${fileTime(span.from)}_${fileTime(span.to)}.zip`;
  response.writeHead(200, {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const about = { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
  const signer = answers.sealer.signer();
  making = true;
  try {
    await pipeline(Readable.from(archive(incidentFiles(answers.journal, span), about, signer)), response);
  } catch {
    response.destroy();
  } finally {
    making = false;
  }
}
