/** Wrong derivations of documents about one instant. */

import type { LegacyStatus } from '#features/legacy-api/document.ts';
import type { Gate } from '#features/reports/model/go-no-go.ts';
import { type Derivations, REAL } from './derivations.ts';
import { type Saboteur, saboteur } from './saboteur.ts';

const CONFORMANCE = [
  saboteur('conformance', 'met where nothing is seen', {
    conformance: (world, state) => {
      const table = REAL.conformance(world, state);
      const agents = table.agents.map((agent) => ({
        ...agent,
        cells: agent.cells.map((cell) =>
          cell.state === 'cannot-see' ? { ...cell, state: 'holds' as const } : cell,
        ),
      }));
      return { ...table, agents };
    },
  }),
  saboteur('conformance', 'broken rules cannot be seen', {
    conformance: (world, state) => {
      const table = REAL.conformance(world, state);
      const { broken, hygiene, cannotSee } = table.counts;
      const agents = table.agents.map((agent) => ({
        ...agent,
        cells: agent.cells.map((cell) =>
          cell.state === 'broken' ? { ...cell, state: 'cannot-see' as const } : cell,
        ),
      }));
      return {
        ...table,
        agents,
        counts: { ...table.counts, broken: 0, hygiene: 0, cannotSee: broken + hygiene + cannotSee },
      };
    },
  }),
  saboteur('conformance', 'the facts are a minute older than they look', {
    conformance: (world, state) => REAL.conformance({ ...world, now: world.now - 60_000 }, state),
  }),
  saboteur('conformance', 'it leaves the executor out', {
    conformance: (world, state) => {
      const table = REAL.conformance(world, state);
      return { ...table, agents: table.agents.filter(({ name }) => name !== 'crane') };
    },
  }),
];

/** As of a console that serves an old page. */
function ofLastGood(): Partial<Derivations> {
  let last: Parameters<Derivations['metrics']>[0] | null = null;
  return {
    metrics: (said) => {
      if (last === null || said.posture().execution.outcome === 'proven-off') last = said;
      return REAL.metrics({ ...said, posture: last.posture });
    },
  };
}

const METRICS = [
  { name: 'gauges of the last good posture', document: 'metrics', wrong: ofLastGood } satisfies Saboteur,
  saboteur('metrics', 'every source is seen', {
    metrics: (said) => REAL.metrics(said).map((g) => (g.name === 'source_seen' ? { ...g, value: 1 } : g)),
  }),
  saboteur('metrics', 'ages as of the evaluation', {
    metrics: (said) => REAL.metrics({ ...said, tick: () => ({ ...said.tick(), now: said.posture().at }) }),
  }),
  saboteur('metrics', 'evaluated now, whenever it is read', {
    metrics: (said) => REAL.metrics({ ...said, evaluatedAt: () => Date.parse(said.tick().now) }),
  }),
  saboteur('metrics', 'unknown agents have no series', {
    metrics: (said) => {
      const posture = said.posture();
      const agents = posture.agents.filter(({ verdict }) => verdict !== 'unknown');
      return REAL.metrics({ ...said, posture: () => ({ ...posture, agents }) });
    },
  }),
];

const legacyWith =
  (change: (status: LegacyStatus) => Partial<LegacyStatus>): Derivations['legacyStatus'] =>
  (present) => {
    const status = REAL.legacyStatus(present);
    return { ...status, ...change(status) };
  };

const LEGACY = [
  saboteur('legacy', 'ok on 200', {
    legacyStatus: legacyWith(({ agents }) => ({
      agents: agents.map((agent) => {
        const { healthz } = agent.endpoints;
        if (healthz === null) return agent;
        return {
          ...agent,
          endpoints: { ...agent.endpoints, healthz: { ...healthz, ok: healthz.status_code === 200 } },
        };
      }),
    })),
  }),
  saboteur('legacy', 'an own OK is passed on', {
    legacyStatus: legacyWith(({ agents }) => ({
      agents: agents.map((agent) => ({
        ...agent,
        ops_status: { service_name: agent.agent_name, status: { state: 'OK' as const } },
      })),
    })),
  }),
  saboteur('legacy', 'not known is OK', {
    legacyStatus: legacyWith(({ agents }) => ({
      agents: agents.map((agent) =>
        agent.ops.state === 'UNKNOWN' ? { ...agent, ops: { ...agent.ops, state: 'OK' as const } } : agent,
      ),
    })),
  }),
  saboteur('legacy', 'a switch that cannot be confirmed is halted', {
    legacySafety: (present) => {
      const safety = REAL.legacySafety(present);
      const { execution_halted: halted, source } = safety.kill_switch;
      return { ...safety, kill_switch: { execution_halted: halted || source === null, source } };
    },
  }),
  saboteur('legacy', 'fresh while a tick is known', {
    legacySafety: (present) => {
      const safety = REAL.legacySafety(present);
      const agents = safety.marketdata.agents.map((f) => ({ ...f, is_fresh: f.last_tick_utc !== null }));
      return { ...safety, marketdata: { ...safety.marketdata, agents } };
    },
  }),
  saboteur('legacy', 'it does not hear of doubt', {
    legacyStatus: (present) => REAL.legacyStatus({ ...present, doubt: [] }),
  }),
  saboteur('legacy', 'agents that are not well are left out', {
    legacyStatus: legacyWith(({ agents }) => ({ agents: agents.filter(({ ops }) => ops.state === 'OK') })),
  }),
];

const gateWith =
  (change: (gate: Gate) => Gate): Derivations['gate'] =>
  (plan, posture, at) =>
    change(REAL.gate(plan, posture, at));

const CHECK = [
  saboteur('check', 'go on unknown', {
    gate: gateWith((gate) => (gate.decision === 'cannot-tell' ? { ...gate, decision: 'go' } : gate)),
  }),
  saboteur('check', 'bad cannot be told', {
    gate: gateWith((gate) => (gate.decision === 'no-go' ? { ...gate, decision: 'cannot-tell' } : gate)),
  }),
  saboteur('check', 'a note is a no-go', {
    gate: gateWith((gate) =>
      gate.findings.some(({ weight }) => weight === 'note') ? { ...gate, decision: 'no-go' } : gate,
    ),
  }),
  saboteur('check', 'it asks for execution alone', {
    gate: (plan, posture, at) => REAL.gate(plan, { ...posture, agents: [] }, at),
  }),
  saboteur('check', 'an appointment is a go', {
    gate: (plan, posture, at) => {
      const gate = REAL.gate(plan, posture, at);
      return at === null ? gate : { ...gate, decision: 'go' };
    },
  }),
  saboteur('check', 'never a go', { gate: gateWith((gate) => ({ ...gate, decision: 'cannot-tell' })) }),
  saboteur('check', 'exits with 0 unless it is no-go', {
    exitOf: (decision) => (decision === 'no-go' ? 1 : 0),
  }),
];

const reportWith =
  (
    change: (report: ReturnType<Derivations['report']>) => Partial<ReturnType<Derivations['report']>>,
  ): Derivations['report'] =>
  (reported) => {
    const report = REAL.report(reported);
    return { ...report, ...change(report) };
  };

const REPORT = [
  saboteur('report', 'it leaves out agents that are not known', {
    report: reportWith(({ components }) => ({
      components: components.filter(({ health }) => health !== 'unknown'),
    })),
  }),
  saboteur('report', 'unknown is ok', {
    report: reportWith(({ components }) => ({
      components: components.map((c) => (c.health === 'unknown' ? { ...c, health: 'ok' as const } : c)),
    })),
  }),
  saboteur('report', 'critical is ok unless one is not', {
    report: reportWith(({ critical }) => ({
      critical: { ...critical, health: critical.health === 'not ok' ? 'not ok' : 'ok' },
    })),
  }),
  saboteur('report', 'what is meant to be off may be as it is', {
    report: reportWith(({ components }) => ({
      components: components.map((c) => (c.mayRun === 'off' ? { ...c, allowed: 'yes' as const } : c)),
    })),
  }),
  saboteur('report', 'proven off unless it is seen on', {
    report: reportWith(({ execution }) => ({
      execution: {
        ...execution,
        outcome: execution.outcome === 'unproven' ? 'proven-off' : execution.outcome,
      },
    })),
  }),
  saboteur('report', 'who passes the gate is allowed', {
    report: reportWith(({ components }) => ({
      components: components.map((c) => (c.mayRun === 'off' ? c : { ...c, allowed: 'yes' as const })),
    })),
  }),
  saboteur('report', 'no issues', { report: reportWith(() => ({ issues: [] })) }),
  saboteur('report', 'a report whatever was read', { unread: () => [] }),
  saboteur('report', 'no report', { unread: () => ['not read'] }),
];

export const OF_NOW: readonly Saboteur[] = [...CONFORMANCE, ...METRICS, ...LEGACY, ...CHECK, ...REPORT];
