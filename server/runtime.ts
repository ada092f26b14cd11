/** The running console for pages and routes, over the collector's present state. */

import { contractsReader } from '#features/conformance/server/conformance.ts';
import { handoverReader } from '#features/handoff/server/handoff.ts';
import { historyOf } from '#features/history/server/history.ts';
import { pastReader } from '#features/history/server/past.ts';
import type { ReportsReader } from '#features/reports/server/reports-reader.ts';
import { sloReader } from '#features/slo/server/slo.ts';
import type { AgentDetail, RawFact } from '#lib/documents/agent-detail.ts';
import type { HumanOnly } from '#lib/documents/guides.ts';
import type { Runbooks } from '#lib/documents/runbook.ts';
import { podsOf, workloadsOf } from '#lib/evaluate/base/input.ts';
import type { FactKind } from '#lib/facts/fact.ts';
import { entriesOf } from '#lib/facts/ledger.ts';
import { instant } from '#lib/format/instant.ts';
import { declaredDays } from '#lib/market/declared-days.ts';
import { intervalOf } from '#lib/market/ranges.ts';
import type { AgentPlan, Plan } from '#lib/plan/schema.ts';
import type { Posture } from '#lib/posture.ts';
import { type Handle, RUNTIME_KEY, type Runtime } from '#server/handle.ts';
import type { Journal } from '#store/journal.ts';
import type { ChangeLog } from './changes.ts';
import type { Collector } from './collector.ts';
import { openApiDocument } from './http/openapi.ts';
import { type Self, sourcesDocument } from './sources-document.ts';

export function makeRuntime(parts: {
  collector: Collector;
  changes: ChangeLog;
  journal: Pick<Journal, 'postureAt' | 'postureOf' | 'inputAt' | 'changes' | 'series' | 'minutes'>;
  runbooks: Runbooks;
  reports: ReportsReader;
  /** The process's own state. */
  self(): Self;
}): Runtime {
  const { collector, changes, journal, runbooks, self } = parts;
  const contracts = contractsReader(collector);
  const days = () => declaredDays(collector.world().plan);
  const agentOf = (name: string) => collector.posture().agents.find((a) => a.name === name) ?? null;
  return {
    posture: () => collector.posture(),
    tick: () => collector.latestTick(),
    history: (query) => historyOf(journal, collector.posture(), query, collector.world().now, days()),
    async changes(range, limit) {
      const { from, to } = intervalOf(range, collector.world().now, days());
      const found = await journal.changes(from, to, limit);
      return { from: instant(from), to: instant(to), ...found };
    },
    agentDetail(name) {
      const agent = agentOf(name);
      return agent === null ? null : detailOf(collector, changes, agent);
    },
    contracts,
    past: pastReader(journal, () => collector.world().now, days),
    handover: handoverReader(journal, () => ({
      posture: collector.posture(),
      now: collector.world().now,
      days: days(),
    })),
    slo: sloReader(journal, () => collector.world()),
    sources: () => sourcesDocument(collector, self()),
    ...parts.reports,
    runbook: (slug) => runbooks.get(slug),
    runbooks: () => runbooks.list(),
    cadenceGuides: () =>
      collector.world().plan.cadence.map(({ id, steps, command = null, artifacts, runbook = null }) => ({
        id,
        steps,
        command,
        artifacts,
        runbook,
      })),
    humanOnly: () => humanOnlyOf(collector.world().plan),
    openApi: () => openApiDocument(collector.posture().console.version),
  };
}

function humanOnlyOf({ humanOnly = [] }: Plan): HumanOnly[] {
  return humanOnly.map(({ id, title, requires, evidence }) => ({
    id,
    title,
    requires,
    evidence: evidence.map(({ text, shows = null }) => ({ text, shows })),
  }));
}

/** Hands the console to Next's bundle, in which these modules would be other instances. */
export function publishRuntime(handle: Handle): void {
  Object.assign(globalThis, { [Symbol.for(RUNTIME_KEY)]: handle });
}

function detailOf(
  collector: Collector,
  changes: ChangeLog,
  agent: Posture['agents'][number],
): AgentDetail | null {
  const plan = collector.world().plan.agents.find((a) => a.name === agent.name);
  if (plan === undefined) return null;
  const { role, inputs, outputs, restartPolicy, modeNote = null, criticalityNote = null } = plan;
  const { endpoints } = plan.contract;
  return {
    agent,
    contract: { role, endpoints, inputs, outputs, restartPolicy, modeNote, criticalityNote },
    changes: changes.of(agent.name),
    facts: factsOf(collector, plan),
  };
}

/** The facts that an agent's verdict rests on. Values were redacted before they became facts. */
function factsOf(collector: Collector, plan: AgentPlan): RawFact[] {
  const world = collector.world();
  const objects = new Set([
    ...workloadsOf(world, plan).map((w) => `${w.kind}/${w.namespace}/${w.name}`),
    ...podsOf(world, plan).map((p) => `Pod/${p.namespace}/${p.name}`),
  ]);
  const isOf = (value: unknown, subject: string) =>
    objects.has(subject) ||
    (typeof value === 'object' && value !== null && 'agent' in value && value.agent === plan.name);
  const kinds: FactKind[] = ['workload', 'pod', 'probe', 'answer'];
  return kinds.flatMap((kind) =>
    entriesOf(world.ledger, kind)
      .filter((e) => isOf(e.fact.value, e.fact.subject))
      .map(({ fact, since }) => ({
        subject: fact.subject,
        kind: fact.kind,
        source: fact.source,
        observedAt: instant(fact.observedAt),
        since: instant(since),
        value: JSON.stringify(fact.value, null, 2),
      })),
  );
}
