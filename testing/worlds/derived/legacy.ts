/** The legacy API: by proof only (docs/decisions/0020). */

import { LEGACY_KINDS, type LegacyAgent, type LegacySafety } from '#features/legacy-api/document.ts';
import type { Present } from '#features/legacy-api/model/present.ts';
import { type Case, claim, FAVOURABLE, holdWord } from './claims.ts';
import { spread, type Told } from './told.ts';

export function checkLegacy(it: Case): void {
  for (const moment of spread(it.told)) {
    const present = { posture: moment.posture, world: moment.world, doubt: [] };
    const { agents, kill_switch: inStatus } = it.derive.legacyStatus(present);
    const safety = it.derive.legacySafety(present);
    const same = inStatus.execution_halted === safety.kill_switch.execution_halted;
    claim(it, moment, 'legacy: one kill switch', same, { subject: 'kill switch', said: String(same) });
    checkSwitch(it, moment, safety);
    checkComplete(it, moment, agents);
    for (const agent of agents) checkAgent(it, moment, agent);
    for (const feed of safety.marketdata.agents) checkFresh(it, moment, feed.agent_name, feed.is_fresh);
    const critical = safety.marketdata.all_critical_fresh;
    checkFresh(it, moment, 'feed', critical);
    checkDoubt(it, moment, present);
  }
}

function checkSwitch(
  it: Case,
  moment: Told,
  { kill_switch: { execution_halted, source } }: LegacySafety,
): void {
  const allowed = !execution_halted && source !== null;
  holdWord(it, moment, 'legacy kill switch', 'proof/halt-switches', {
    good: execution_halted,
    // Unconfirmed reads as not halted, which callers take for dangerous.
    bad: !execution_halted,
    text: `halted ${execution_halted}, source ${source}`,
  });
  const { calm } = it.oracle.expects('proof/halt-switches', moment.at, moment.life);
  if (calm)
    claim(it, moment, 'legacy: no open switch in calm', !allowed, {
      subject: 'kill switch',
      said: `${source}`,
    });
}

function checkComplete(it: Case, moment: Told, agents: readonly LegacyAgent[]): void {
  const kinds: readonly string[] = LEGACY_KINDS;
  const wanted = it.world.plan.agents.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
  const told = agents.map((agent) => agent.agent_name);
  const [subject, said] = ['plan', told.join()];
  claim(it, moment, 'legacy: every agent of its kinds', told.join() === wanted.join(), { subject, said });
}

/** Of an executor OFFLINE by the plan is what is good. */
function checkAgent(it: Case, moment: Told, agent: LegacyAgent): void {
  const { agent_name: name, ops, online, endpoints } = agent;
  const off = ops.reason_codes.includes('EXECUTION_DISABLED') || ops.state === 'MARKET_CLOSED';
  const verdict = moment.posture.agents.find((a) => a.name === name)?.verdict ?? 'unknown';
  const good = ops.state === 'OK' || (off && FAVOURABLE.includes(verdict));
  holdWord(it, moment, 'legacy', `agent/${name}`, {
    good: good || (ops.state === 'HALTED' && FAVOURABLE.includes(verdict)),
    bad: ['DEGRADED', 'HALTED', 'OFFLINE'].includes(ops.state),
    finding: verdict === 'attention' && ops.state !== 'OK',
    text: `${ops.state} ${ops.reason_codes.join()} online ${online}, while ${verdict}`,
  });
  checkEndpoints(it, moment, name, endpoints);
  checkOwnWord(it, moment, agent);
  const { neverGood } = it.oracle.expects(`agent/${name}`, moment.at, moment.life);
  if (neverGood !== null && verdict === 'unknown')
    claim(it, moment, 'legacy: not known to be online', online !== true, {
      subject: `agent/${name}`,
      said: `${online}`,
      why: neverGood,
    });
}

/** Each endpoint against the truth of the one source that asks it. */
function checkEndpoints(it: Case, moment: Told, name: string, endpoints: LegacyAgent['endpoints']): void {
  if (name !== 'feed') return;
  const ok = endpoints.healthz?.ok === true;
  const subject = 'failure/feed-stale';
  const { neverGood } = it.oracle.expects(subject, moment.at, moment.life);
  // That it answers well says nothing of further instances, as the failure mode does.
  if (neverGood?.includes('probe/feed/beat'))
    claim(it, moment, 'legacy: an endpoint is ok by proof', !ok, { subject, said: 'ok', why: neverGood });
}

/** An agent's own OK is passed on only where it is believed. */
function checkOwnWord(it: Case, moment: Told, { agent_name: name, ops_status: own }: LegacyAgent): void {
  if (name !== 'pilot') return;
  const subject = 'failure/pilot-halted';
  const { neverGood } = it.oracle.expects(subject, moment.at, moment.life);
  // Its own word says nothing of further instances.
  if (neverGood === null || !neverGood.includes('probe/pilot/status')) return;
  const said = { subject, said: `${own?.status.state}`, why: neverGood };
  claim(it, moment, 'legacy: an own OK is believed first', own?.status.state !== 'OK', said);
}

function checkFresh(it: Case, moment: Told, name: string, fresh: boolean): void {
  const { neverGood, calm } = it.oracle.expects(`agent/${name}`, moment.at, moment.life);
  const said = { subject: `agent/${name}`, said: `fresh ${fresh}` };
  if (neverGood !== null) claim(it, moment, 'legacy: fresh by proof', !fresh, { ...said, why: neverGood });
  if (calm && name === 'feed') claim(it, moment, 'legacy: fresh in calm', fresh, said);
}

/** While the console doubts itself nothing reads as good. */
function checkDoubt(it: Case, moment: Told, present: Present): void {
  const doubted = { ...present, doubt: ['evaluated long ago'] };
  const { agents, kill_switch } = it.derive.legacyStatus(doubted);
  const { marketdata } = it.derive.legacySafety(doubted);
  const good = [
    ...agents.filter((a) => a.ops.state !== 'UNKNOWN' || a.online !== null).map((a) => a.agent_name),
    ...(kill_switch.execution_halted ? ['kill switch'] : []),
    ...(marketdata.all_critical_fresh ? ['market data'] : []),
  ];
  claim(it, moment, 'legacy: in doubt nothing reads as good', good.length === 0, {
    subject: 'doubt',
    said: good.join(),
  });
}
