/** The sources document, made when somebody asks for it: the posture's words, with the details of the ledger. */

import type { AgentProbes, ConsoleSigns, SourceDetail, SourcesDocument } from '#lib/documents/sources.ts';
import type { SourceAvailability } from '#lib/facts/fact.ts';
import { entryOf, type Ledger } from '#lib/facts/ledger.ts';
import type { AgentPosture, Posture } from '#lib/posture.ts';
import { VERDICT_RANK } from '#lib/vocabulary.ts';
import type { Collector } from './collector.ts';
import type { VitalSigns } from './vitals.ts';

/** Time for which a document may be shown as present: the page polls every 2 s, and may lose some polls. */
const VALID_MS = 15_000;

/** The process's own state. */
export interface Self {
  vitals: VitalSigns;
  viewers: number;
  droppedReaders: number;
  /** Time of the last changed posture, epoch milliseconds. */
  publishedAt: number;
}

export function sourcesDocument(
  collector: Pick<Collector, 'posture' | 'world'>,
  self: Self,
): SourcesDocument {
  const { ledger, now } = collector.world();
  const posture = collector.posture();
  return {
    at: iso(now),
    validUntil: iso(now + VALID_MS),
    postureId: posture.id,
    console: consoleOf(posture, self),
    cluster: clusterOf(posture, ledger),
    permissions: posture.permissions,
    sources: sourcesOf(posture, ledger),
    agents: posture.agents.map((agent) => probesOf(agent, ledger)),
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null | undefined): string | null =>
  ms === null || ms === undefined ? null : iso(ms);

function consoleOf({ console: about, at }: Posture, self: Self): ConsoleSigns {
  const { lateMs, stalls, lastStall, clockSteps, lastStep, reasons } = self.vitals;
  return {
    ...about,
    evaluatedAt: at,
    publishedAt: iso(self.publishedAt),
    viewers: self.viewers,
    droppedReaders: self.droppedReaders,
    lateMs: Math.round(lateMs),
    stalls,
    lastStall: troubleOf(lastStall),
    clockSteps,
    lastStep: troubleOf(lastStep),
    reasons,
  };
}

function troubleOf(trouble: VitalSigns['lastStall']): ConsoleSigns['lastStall'] {
  return trouble === null ? null : { at: iso(trouble.at), seconds: Math.round(trouble.ms / 100) / 10 };
}

function clusterOf({ mesh }: Posture, ledger: Ledger): SourcesDocument['cluster'] {
  const fact = entryOf(ledger, 'cluster', 'cluster')?.fact;
  return {
    context: mesh.context,
    version: fact?.value?.version ?? null,
    observedAt: isoOrNull(fact?.observedAt),
  };
}

function sourcesOf(posture: Posture, ledger: Ledger): SourceDetail[] {
  return posture.sources
    .map((source) => ({ ...source, ...statusOf(entryOf(ledger, 'source-status', source.id)?.fact.value) }))
    .sort((a, b) => VERDICT_RANK[a.verdict] - VERDICT_RANK[b.verdict] || Number(b.safety) - Number(a.safety));
}

function statusOf(status: SourceAvailability | null | undefined) {
  return {
    scope: status?.scope ?? null,
    lastSeenAt: isoOrNull(status?.lastSeenAt),
    syncedAt: isoOrNull(status?.syncedAt),
    lastEventAt: isoOrNull(status?.lastEventAt),
    blindSince: isoOrNull(status?.blindSince),
    restarts: status?.restarts ?? 0,
    unreadable: status?.unreadable ?? 0,
    count: status?.count ?? 0,
  };
}

function probesOf({ name, criticality, probes }: AgentPosture, ledger: Ledger): AgentProbes {
  return {
    name,
    criticality,
    probes: probes.map((probe) => {
      const tried = entryOf(ledger, 'probe', `probe/${name}/${probe.id}/${probe.instance}`)?.fact;
      return {
        ...probe,
        outcome: tried?.value?.outcome ?? null,
        triedAt: isoOrNull(tried?.observedAt),
        latencyMs: tried?.value?.latencyMs ?? null,
      };
    }),
  };
}
