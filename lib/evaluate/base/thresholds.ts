/**
 * The age limits of the mesh: the plan's, the producers' own, and those in ConfigMaps. The smallest is in force; only
 * the page of contracts reports that they disagree.
 */

import { contractOf } from '../../contracts/registry.ts';
import { shownValue } from '../../contracts/unreadable.ts';
import type { AnswerValue } from '../../facts/fact.ts';
import { valuesOf } from '../../facts/ledger.ts';
import { say } from '../../messages/say.ts';
import type { AgentPlan, ProbePlan, ThresholdPlan } from '../../plan/schema.ts';
import type { Message } from '../../status/message.ts';
import { configOf, type World } from './input.ts';

/** One age limit, in seconds: whose, of what, and where it is written. */
export interface Threshold {
  agent: string;
  what: Limited;
  where: Message;
  seconds: number;
}

const MARKET_DATA = 'market-data';
const HEARTBEAT = 'heartbeat';
type Limited = typeof MARKET_DATA | typeof HEARTBEAT;

/** Every limit that is known now, by agent in the plan's order. */
export function thresholdsOf(world: World): Threshold[] {
  const answers = valuesOf(world.ledger, 'answer');
  return world.plan.agents.flatMap((agent) => [
    ...agent.probes.flatMap((probe) => planned(agent, probe)),
    ...configured(world, agent.name),
    ...answers.filter((a) => a.agent === agent.name).flatMap(claimed),
  ]);
}

/** Limits of one agent for one thing that are not all equal. */
export interface Disagreement {
  agent: string;
  what: Limited;
  /** The one in force. */
  smallest: number;
  rows: Threshold[];
}

export function disagreements(rows: readonly Threshold[]): Disagreement[] {
  const groups = Map.groupBy(rows, ({ agent, what }) => `${agent} ${what}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const smallest = Math.min(...group.map((row) => row.seconds));
    const agree = group.every((row) => row.seconds === smallest);
    return first === undefined || agree
      ? []
      : [{ agent: first.agent, what: first.what, smallest, rows: group }];
  });
}

/** The smallest limit that ConfigMaps hold for an agent's market data, in seconds; null if none does. */
export function configuredLimit(world: World, agent: string): number | null {
  const seconds = configured(world, agent).map((row) => row.seconds);
  return seconds.length === 0 ? null : Math.min(...seconds);
}

function planned(agent: AgentPlan, probe: ProbePlan): Threshold[] {
  if (probe.limitSeconds === undefined) return [];
  const what = contractOf(probe.kind).beat?.of === 'process' ? HEARTBEAT : MARKET_DATA;
  return [
    {
      agent: agent.name,
      what,
      where: say('limit-in-plan', { probe: probe.id }),
      seconds: probe.limitSeconds,
    },
  ];
}

function configured(world: World, agent: string): Threshold[] {
  return world.plan.safety.thresholds
    .filter((threshold) => threshold.agents.includes(agent))
    .flatMap((threshold) => {
      const seconds = secondsIn(world, threshold);
      const { configMap, key } = threshold;
      const where = say('limit-in-config', { configMap, key });
      return seconds === null ? [] : [{ agent, what: MARKET_DATA, where, seconds }];
    });
}

/** A limit of an agent's market data that is there and cannot be read: the one in force may be smaller than all known ones. */
export function unreadableLimit(world: World, agent: string): Message | null {
  const plans = world.plan.safety.thresholds.filter((threshold) => threshold.agents.includes(agent));
  const [first] = plans.flatMap((threshold) => {
    const { configMap, key } = threshold;
    const text = textOf(world, threshold);
    if (text === '' || secondsIn(world, threshold) !== null) return [];
    const value = text === null ? 'in binaryData' : shownValue(text);
    return [say('limit-unreadable', { configMap, key, value })];
  });
  return first ?? null;
}

/** Null where the value is in `binaryData`; empty where there is none. */
function textOf(world: World, { namespace, configMap, key }: ThresholdPlan): string | null {
  const config = configOf(world, namespace, configMap);
  return config?.binaryKeys.includes(key) ? null : (config?.data[key]?.trim() ?? '');
}

/** A value that is no positive number of seconds limits nothing. */
function secondsIn(world: World, threshold: ThresholdPlan): number | null {
  const text = textOf(world, threshold) ?? '';
  const seconds = text === '' ? Number.NaN : Number(text);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}

/** A producer's own limits, as it reports them. */
function claimed(answer: AnswerValue): Threshold[] {
  const row = (what: Limited, field: string, seconds: number | null): Threshold[] =>
    seconds === null || seconds <= 0
      ? []
      : [
          {
            agent: answer.agent,
            what,
            where: say('limit-claimed', { instance: answer.instance, field }),
            seconds,
          },
        ];
  if (answer.contract === 'marketdata-heartbeat')
    return row(MARKET_DATA, 'max_age_seconds', answer.maxAgeSeconds);
  if (answer.contract !== 'ops-status') return [];
  return [
    ...row(HEARTBEAT, 'ttl_seconds', answer.ttlSeconds),
    ...row(MARKET_DATA, 'stale_threshold_seconds', answer.staleThresholdSeconds),
  ];
}
