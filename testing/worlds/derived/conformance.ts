/** The table of contracts: a rule is met only by what was seen, a broken one in sight is told, the rest is open. */

import type { AgentContracts, ContractCell } from '#features/conformance/document.ts';
import { type Case, claim } from './claims.ts';
import { spread, type Told } from './told.ts';

export function checkConformance(it: Case): void {
  for (const moment of spread(it.told)) {
    const { world, after } = moment;
    if (after === null) continue;
    const { rules, agents, counts } = it.derive.conformance(world, after);
    checkWhole(it, moment, rules, agents, counts);
    for (const agent of agents) for (const cell of agent.cells) checkCell(it, moment, cell);
    for (const agent of agents) checkLines(it, moment, agent);
    checkBypass(it, moment, agents);
  }
}

/** The subjects whose truth a rule of an agent rests on. */
const RESTS_ON: Readonly<Record<string, readonly string[]>> = {
  'feed/heartbeat-fresh': ['failure/feed-stale'],
  'crane/executor-off': ['proof/executors-scaled', 'proof/executor-pods'],
};
/** A sight of the specs by the safety poll is no older than this. */
const SPECS_LIMIT_MS = 10_000;
/** What shows the specs of an agent. */
const SPECS: Readonly<Record<string, readonly string[]>> = {
  feed: ['poll/Deployment', 'poll/Pod'],
  pilot: ['poll/StatefulSet', 'poll/Pod'],
};
/** An answer of a probe proves nothing after this. */
const ANSWERS_LIMIT_MS = 5_000;
/** What asks an agent. */
const PROBES: Readonly<Record<string, string>> = { feed: 'probe/feed/beat', pilot: 'probe/pilot/status' };
const OF_ANSWERS = ['answers-by-contract', 'heartbeat-fresh', 'refuses-when-stale', 'stale-answers-503'];
/** Rules about specs alone. */
const OF_SPECS = [
  'mode-not-live',
  'execution-disabled',
  'dry-run',
  'kill-switch-mounted',
  'gate-bypass',
  'credentials-from-secrets',
  'image-pinned',
  'resources',
];

function checkCell(it: Case, moment: Told, { id, subject, rule, state, evidence }: ContractCell): void {
  const said = { subject: id, said: state };
  for (const truth of RESTS_ON[id] ?? []) {
    const { neverGood, bad } = it.oracle.expects(truth, moment.at, moment.life);
    if (neverGood !== null)
      claim(it, moment, 'conformance: met by proof only', state !== 'holds', { ...said, why: neverGood });
    if (bad !== null && rule === 'executor-off')
      claim(it, moment, 'conformance: broken in sight is told', state === 'broken', { ...said, why: bad });
  }
  const rests = (RESTS_ON[id] ?? []).map((truth) => it.oracle.expects(truth, moment.at, moment.life));
  if (rests.length > 0 && rests.every(({ calm }) => calm) && it.oracle.isWhollyCalm(moment.at, moment.life))
    claim(it, moment, 'conformance: met in calm', state === 'holds', said);
  if (state === 'broken') claim(it, moment, 'conformance: broken by evidence', evidence.length > 0, said);
  const probe = PROBES[subject];
  if (probe !== undefined && OF_ANSWERS.includes(rule) && !it.sight.asked(moment, probe, ANSWERS_LIMIT_MS))
    claim(it, moment, 'conformance: not met unasked', state !== 'holds', { ...said, why: probe });
  const unseen = (SPECS[subject] ?? []).filter((source) => !it.sight.asked(moment, source, SPECS_LIMIT_MS));
  if (OF_SPECS.includes(rule) && unseen.length > 0)
    claim(it, moment, 'conformance: not met unseen', state !== 'holds', { ...said, why: unseen.join() });
}

function checkWhole(
  it: Case,
  moment: Told,
  rules: readonly { id: string }[],
  agents: readonly AgentContracts[],
  counts: { holds: number; broken: number; hygiene: number; cannotSee: number; notApplicable: number },
): void {
  const names = agents.map(({ name }) => name).join();
  const planned = it.world.plan.agents.map(({ name }) => name).join();
  const every = agents.every(
    ({ cells }) => cells.map((c) => c.rule).join() === rules.map((r) => r.id).join(),
  );
  claim(it, moment, 'conformance: every agent by every rule', every && names === planned, {
    subject: 'plan',
    said: names,
  });
  const cells = agents.flatMap((agent) => agent.cells);
  const of = (state: ContractCell['state']) => cells.filter((cell) => cell.state === state).length;
  const counted =
    counts.holds === of('holds') &&
    counts.broken + counts.hygiene === of('broken') &&
    counts.cannotSee === of('cannot-see');
  claim(it, moment, 'conformance: counted as told', counted, {
    subject: 'counts',
    said: JSON.stringify(counts),
  });
}

const BYPASSES = ['gate-bypass', 'refuses-when-stale', 'stale-answers-503'];

/** Whoever passes the freshness gate breaks a rule of it. */
function checkBypass(it: Case, moment: Told, agents: readonly AgentContracts[]): void {
  const { bad } = it.oracle.expects('rule/bypass', moment.at, moment.life);
  if (bad === null) return;
  const broken = agents
    .flatMap(({ cells }) => cells)
    .filter(({ rule, state }) => BYPASSES.includes(rule) && state === 'broken');
  claim(it, moment, 'conformance: a bypass in sight breaks a rule', broken.length > 0, {
    subject: 'rule/bypass',
    said: 'nothing broken',
    why: bad,
  });
}

/** A line of a contract is no better than a rule that checks it. */
function checkLines(it: Case, moment: Told, { name, lines, cells }: AgentContracts): void {
  for (const { text, state, rules } of lines) {
    const open = cells.filter(
      (cell) => rules.includes(cell.rule) && ['broken', 'cannot-see'].includes(cell.state),
    );
    claim(it, moment, 'conformance: a line holds by its rules', state !== 'holds' || open.length === 0, {
      subject: name,
      said: `${text}: ${state}`,
    });
  }
}
