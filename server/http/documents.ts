/**
 * Every document of the API with what reads it, one line each. Those of `IN_FRONT` are answered by the listener before Next
 * sees the request: they must be cheap for a thousand viewers, or answer while the pages are not there yet. The others are
 * answered by Next's handlers under `app/`, which ask here (`answerDocument`). All of them only read.
 */

import { contractsDocument } from '#features/conformance/document.ts';
import { handoverDocument } from '#features/handoff/document.ts';
import { incidentDocument } from '#features/incidents/document.ts';
import {
  legacyAgentDocument,
  legacyAgentsDocument,
  legacyEventsDocument,
  legacyHealthDocument,
  legacySafetyDocument,
  legacyStatusDocument,
} from '#features/legacy-api/document.ts';
import { deployReportDocument } from '#features/reports/document.ts';
import { sealDocument, sealKeyDocument } from '#features/seals/document.ts';
import { sloDocument } from '#features/slo/document.ts';
import { changesDocument } from '#lib/documents/changes.ts';
import { historyDocument } from '#lib/documents/history.ts';
import { openApiDefinition } from '#lib/documents/open-api.ts';
import { planDocument } from '#lib/documents/plan.ts';
import { postureDocument, streamDocument } from '#lib/documents/posture.ts';
import { aliveDocument, metricsDocument, readyDocument } from '#lib/documents/process.ts';
import type { Reply } from '#lib/documents/reply.ts';
import { runbookDocument } from '#lib/documents/runbook.ts';
import { sourcesDocument } from '#lib/documents/sources.ts';
import { type Answers, type Bound, bind, bindStream, decodedPart } from './bind.ts';
import { serveIncident } from './incident.ts';
import { readChanges, readDeployReport, readHistory, readPosture, readReady, sealed } from './readers.ts';
import { notFound, refused, remembered, reply } from './reply.ts';

const DEFAULT_EVENTS = 100;
const ALIVE = { status: 'ok', service: 'mission-control' } as const;

const IN_FRONT: readonly Bound[] = [
  bind(postureDocument, readPosture),
  bindStream(streamDocument, ({ request, response, answers }) => answers.stream.open(request, response)),
  bind(aliveDocument, () => ({ value: ALIVE })),
  bind(readyDocument, (_query, from) => readReady(from)),
  bind(metricsDocument, async (_query, from) => {
    const { type, text } = await from.metrics();
    return reply(200, type, text);
  }),
  // Why here: incident.ts.
  bindStream(incidentDocument, (call) => void serveIncident(call)),
];

const BY_NEXT: readonly Bound[] = [
  bind(changesDocument, readChanges),
  bind(historyDocument, readHistory),
  bind(sloDocument, (_query, { runtime }) => remembered(runtime.slo(), (value) => ({ value }))),
  bind(handoverDocument, (query, { runtime }) =>
    remembered(runtime.handover(query), (told) =>
      told.ok ? { value: told.handover } : refused(told.detail, told.parameter),
    ),
  ),
  bind(sealDocument, ({ posture, pixels }, { sealer }) => sealed(sealer.seal(posture, pixels))),
  bind(sealKeyDocument, (_query, { sealer }) => sealed(sealer.publicKey())),
  bind(planDocument, (_query, from) => ({ value: from.plan() })),
  bind(contractsDocument, (_query, { runtime }) => ({ value: runtime.contracts() })),
  bind(sourcesDocument, (_query, { runtime }) => ({ value: runtime.sources() })),
  bind(runbookDocument, (_query, { runtime }, slug) => {
    const value = runtime.runbook(slug);
    return value === null ? notFound(`There is no runbook ${slug.slice(0, 100)}.`, 'slug') : { value };
  }),
  bind(openApiDefinition, (_query, { runtime }) => ({ value: runtime.openApi() })),
  bind(legacyHealthDocument, (_query, { legacy }) => ({ value: legacy.health() })),
  bind(legacyStatusDocument, (_query, { legacy }) => ({ value: legacy.status() })),
  bind(legacyAgentsDocument, (_query, { legacy }) => ({ value: legacy.agents() })),
  bind(legacyAgentDocument, (_query, { legacy }, name) => {
    const value = legacy.agent(name);
    const detail = `There is no agent ${name.slice(0, 100)} of the kinds that are told of here.`;
    return value === null ? notFound(detail, 'name', 'agent_not_found') : { value };
  }),
  bind(legacySafetyDocument, (_query, { legacy }) => ({ value: legacy.safety() })),
  bind(legacyEventsDocument, ({ limit = DEFAULT_EVENTS }, { legacy }) => ({ value: legacy.events(limit) })),
  bind(deployReportDocument, readDeployReport),
];

export const DOCUMENTS: readonly Bound[] = [...IN_FRONT, ...BY_NEXT];

/** The document of a path, and whether the listener answers it; null: it is none. */
export function documentAt(url: URL): { bound: Bound; inFront: boolean } | null {
  for (const bound of DOCUMENTS) {
    const match = bound.pattern.exec(url.pathname);
    if (match === null) continue;
    const inFront = IN_FRONT.includes(bound) || isAlteredByNext(bound, url, match[1] ?? '');
    return { bound, inFront };
  }
  return null;
}

/**
 * Next refuses a path that cannot be decoded in words of its own, and takes parameters that it has a use for itself out of
 * a query, though no document knows them.
 */
function isAlteredByNext({ definition }: Bound, { searchParams }: URL, part: string): boolean {
  return (
    decodedPart(part) === null ||
    [...searchParams.keys()].some((name) => !Object.hasOwn(definition.query, name))
  );
}

/** The answer of a Next handler. @throws for a path that no definition has. */
export function answerDocument(path: string, url: URL, answers: Answers): Promise<Reply> {
  const bound = BY_NEXT.find(({ definition }) => definition.path === path);
  if (bound === undefined) throw new Error(`No document is bound to ${path} for handlers.`);
  return bound.answer(url, answers);
}
