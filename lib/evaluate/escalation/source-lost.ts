import { say } from '../../messages/say.ts';
import { agentSaid } from '../../messages/status/agent.ts';
import type { Message } from '../../status/message.ts';
import { familyOf } from '../../status/probe.ts';
import { distinct, same } from '../../status/same.ts';
import type { PRIORITIES } from '../../vocabulary.ts';
import type { EvaluatedAgent } from '../agents/agent.ts';
import { outOfReachCause } from '../agents/probes/out-of-reach.ts';
import { unavailableSources } from '../base/sources.ts';
import { sourceSaid } from '../failures/console-blind.ts';
import { earliest } from '../failures/failure.ts';
import type { Condition, ConditionResult, Evaluated } from './condition.ts';

type Priority = (typeof PRIORITIES)[number];

/** A P0 depends on the safety proofs, so the loss of their sources counts as the loss of a P0. */
const SAFETY: Priority = 'P0';

export function sourceLost(evaluated: Evaluated, criticalities: readonly Priority[]): ConditionResult {
  const unavailable = evaluated.agents.filter(
    (a) => criticalities.includes(a.plan.criticality) && isUnavailable(a),
  );
  const unseen = unavailable.filter((a) => !isFirstLook(a, evaluated.world.now));
  const blind = criticalities.includes(SAFETY)
    ? unavailableSources(evaluated.world).filter((s) => s.safety)
    : [];
  const outOfReach = hiddenFrom(evaluated.agents, criticalities);
  if (unseen.length === 0 && blind.length === 0 && outOfReach === null)
    return unavailable.length === 0
      ? { result: 'does-not', why: say('rule-all-available', { criticalities }) }
      : { result: 'cannot-tell', why: saidOf(unavailable), unclear: [] };
  const items = [
    ...(outOfReach === null ? [] : [outOfReach]),
    ...unavailableCauses(blind),
    ...unseen.map(said),
  ];
  const condition: Condition = {
    result: 'holds',
    because: say('clauses', { items, most: 3 }),
    agent: unseen[0]?.plan.name ?? null,
    since: blind.length === 0 ? earliest(unseen.map((a) => (a.code === 'not-asked' ? a.since : null))) : null,
    failure: null,
    unknown: true,
    restsOn: [],
  };
  return condition;
}

/** A pod that has just come is asked soon: until then nothing was lost. */
export const FIRST_LOOK_MS = 30_000;

function isFirstLook({ code, since }: EvaluatedAgent, now: number): boolean {
  return code === 'not-asked' && now - (since ?? now) < FIRST_LOOK_MS;
}

const said = (a: EvaluatedAgent): Message => say('rule-said-of', { of: a.plan.name, said: agentSaid(a) });

function saidOf(agents: readonly EvaluatedAgent[]): Message {
  return say('clauses', { items: agents.map(said), most: 3 });
}

/** The one cause that hides most pods. It hides what a P0 would show, whoever is among them. */
function hiddenFrom(agents: readonly EvaluatedAgent[], criticalities: readonly Priority[]): Message | null {
  const all = criticalities.includes(SAFETY);
  return outOfReachCause(agents.filter(({ plan }) => all || criticalities.includes(plan.criticality)));
}

/**
 * Unavailable, or without an answer though nothing says that it is down. An agent that answers without evidence, or
 * that the plan or the configuration leaves open, is unknown for another reason: its source was not lost.
 */
export function isUnavailable(agent: EvaluatedAgent): boolean {
  if (agent.verdict !== 'unknown') return false;
  return (
    agent.code === 'blind' ||
    agent.results.some((r) => r.verdict === 'unknown' && ['no-answer', 'not-asked'].includes(familyOf(r)))
  );
}

/** Each cause once, with the things that it hides: one cause usually affects many sources. */
export function unavailableCauses(blind: ReturnType<typeof unavailableSources>): Message[] {
  return distinct(blind.map(sourceSaid)).map((why) =>
    say('rule-blind', {
      labels: blind.filter((s) => same(sourceSaid(s), why)).map((s) => s.label),
      why,
    }),
  );
}
