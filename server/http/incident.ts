/**
 * `/api/v1/incident.zip`: postures and facts of an interval, as files. The listener answers it, not a Next handler:
 * one is made at a time, so the end of the client must be known for certain, and a broken zip must break the
 * connection.
 */

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { incidentDocument } from '#features/incidents/document.ts';
import { archive } from '#features/incidents/server/archive.ts';
import { incidentFiles } from '#features/incidents/server/bundle.ts';
import { fileTime, type IncidentSpan } from '#features/incidents/server/incident.ts';
import type { Reply } from '#lib/documents/reply.ts';
import type { Call } from './bind.ts';
import { notFound, problemReply, refused, remembered, sendReply } from './reply.ts';

/** Longer incidents are exported in parts. */
const LONGEST_MS = 24 * 3_600_000;
const MOST_CHANGES = 500;
/** Data this young may not be in the journal yet: a second answer would contain more. */
const SETTLED_MS = 5_000;

/** Making one keeps the process and the journal busy: one at a time. */
let making = false;

type IncidentCall = Call<(typeof incidentDocument)['query']>;

export async function serveIncident(call: IncidentCall): Promise<void> {
  const begun = await begin(call);
  if (begun !== null) sendReply(call.response, begun);
}

/** Null: it is being sent. */
async function begin(call: IncidentCall): Promise<Reply | null> {
  const { journal, now } = call.answers;
  const [from, to] = [Date.parse(call.query.from), Date.parse(call.query.to)];
  if (to > now() - SETTLED_MS) return refused(`must be ${SETTLED_MS / 1_000} s ago or longer`, 'to');
  if (to - from > LONGEST_MS) return refused(`must be at most ${LONGEST_MS / 3_600_000} h before to`, 'from');
  const asked = Promise.all([journal.postureAt(from), journal.changes(from, to, MOST_CHANGES)]);
  return remembered(asked, ([start, found]) => {
    const span = { from, to, start, found };
    const problem = problemOf(span);
    if (problem === null) void stream(call, span);
    return problem;
  });
}

function problemOf({ found: { changes, more }, start: { stored, unobserved } }: IncidentSpan): Reply | null {
  if (more)
    return refused(`there are more than ${MOST_CHANGES} changes in that time: ask for a shorter one`, 'from');
  if (changes.length === 0 && stored === null)
    return notFound(`Nothing is remembered of that time: ${unobserved ?? 'nothing was published'}.`, 'from');
  if (making)
    return problemReply({
      title: 'Service Unavailable',
      status: 503,
      detail: 'Another incident is being put together: ask again when it is done.',
    });
  return null;
}

/** A journal that fails meanwhile ends the connection: what was sent has no end, and no program takes it for a whole. */
async function stream({ request, response, answers }: IncidentCall, span: IncidentSpan): Promise<void> {
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
