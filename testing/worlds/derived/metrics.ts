/** The gauges of the exposition, read at the instant of each posture. */

import { instant } from '#lib/format/instant.ts';
import type { Said, StateSample } from '#server/metrics/state-gauges.ts';
import { SUBJECTS } from '../needs.ts';
import { ALARMING, type Case, claim, FAVOURABLE, holdWord } from './claims.ts';
import { spread, type Told } from './told.ts';

/** A source that said nothing for so long is not seen, whatever it is. */
const UNSEEN_MS = 95_000;
/** A poll asks every few seconds, and its proofs lapse after ten. */
const UNSEEN_POLL_MS = 15_000;
const FROZEN_MS = 60_000;

export function checkMetrics(it: Case): void {
  for (const moment of spread(it.told)) {
    const gauges = it.derive.metrics(saidAt(moment, moment.at));
    for (const subject of SUBJECTS) checkSubject(it, moment, gauges, subject);
    checkSources(it, moment, gauges);
    checkComplete(it, moment, gauges);
    checkFrozen(it, moment, gauges);
  }
}

/** What the exposition reads at `now`, while the posture of the moment is in force. */
export function saidAt({ posture }: Told, now: number): Said {
  const trouble = { evaluatedMsAgo: 0, lateMs: 0, stalls: 0, clockSteps: 0, lastStall: null, lastStep: null };
  return {
    posture: () => posture,
    tick: () => ({
      seq: 1,
      now: instant(now),
      postureId: posture.id,
      build: posture.console.build,
      measured: posture.measured,
    }),
    viewers: () => 0,
    drops: () => ({ messages: 0, readers: 0 }),
    vitals: () => ({ ...trouble, reasons: [] }),
    sourceStatuses: () => [],
    internalErrors: () => 0,
    evaluatedAt: () => Date.parse(posture.at),
  };
}

type Gauges = readonly StateSample[];

/** The members of a state set that hold. */
function holding(gauges: Gauges, name: string, member: string, of: Record<string, string> = {}): string[] {
  return gauges
    .filter((g) => g.name === name && g.value === 1)
    .filter(({ labels }) => Object.entries(of).every(([key, value]) => labels[key] === value))
    .flatMap(({ labels }) => labels[member] ?? []);
}

/** Which gauge tells of a subject: its name, the label that has the subject, and the label of its state. */
const GAUGES: Readonly<Record<string, readonly [string, string, string]>> = {
  proof: ['proof_verdict', 'proof', 'verdict'],
  agent: ['agent_verdict', 'agent', 'verdict'],
  failure: ['failure_state', 'failure', 'state'],
};

function checkSubject(it: Case, moment: Told, gauges: Gauges, subject: string): void {
  const [kind = '', id = ''] = subject.split('/');
  const [name, label, member] = GAUGES[kind] ?? ['execution_outcome', '', 'outcome'];
  const states = holding(gauges, name, member, label === '' ? {} : { [label]: id });
  const [state = 'none'] = states;
  if (kind === 'proof' && (state === 'none' || state === 'not-applicable')) return;
  claim(it, moment, 'metrics: one state holds', states.length === 1, { subject, said: states.join() });
  holdWord(it, moment, 'metrics', subject, { ...(WORDS[kind]?.(state) ?? outcome(state)), text: state });
}

const outcome = (state: string) => ({ good: state === 'proven-off', bad: ALARMING.includes(state) });
const WORDS: Readonly<Record<string, (state: string) => { good: boolean; bad: boolean; absent?: boolean }>> =
  {
    // A finding at a proof takes nothing from it.
    proof: (state) => ({ good: state === 'good' || state === 'attention', bad: state === 'bad' }),
    agent: (state) => ({
      good: FAVOURABLE.includes(state),
      bad: state === 'bad' || state === 'attention',
      absent: state === 'not-applicable',
    }),
    failure: (state) => ({ good: state === 'absent', bad: state === 'present' }),
  };

/** A source counts as seen only if it looked lately, and a poll that cannot look does not. */
function checkSources(it: Case, moment: Told, gauges: Gauges): void {
  const blind = it.sight.blindPolls(moment);
  for (const { name, labels, value } of gauges) {
    const { source = '' } = labels;
    if (name !== 'source_seen') continue;
    const said = { subject: source, said: String(value) };
    const within = source.startsWith('poll/') ? UNSEEN_POLL_MS : UNSEEN_MS;
    if (value === 1)
      claim(it, moment, 'metrics: seen is looked at', it.sight.asked(moment, source, within), said);
    if (blind.includes(source)) claim(it, moment, 'metrics: a blind poll is not seen', value === 0, said);
  }
}

function checkComplete(it: Case, moment: Told, gauges: Gauges): void {
  const { plan } = it.world;
  const told = (name: string, label: string) =>
    new Set(gauges.filter((g) => g.name === name).map((g) => g.labels[label]));
  const [agents, rules] = [told('agent_verdict', 'agent'), told('escalation_state', 'rule')];
  const missing = [
    ...plan.agents.filter((a) => !agents.has(a.name)).map((a) => a.name),
    ...plan.escalations.filter((e) => !rules.has(e.id)).map((e) => e.id),
  ];
  const subject = 'plan';
  claim(it, moment, 'metrics: the plan is complete', missing.length === 0, { subject, said: missing.join() });
  const evaluated = gauges.find((g) => g.name === 'evaluated_timestamp_seconds')?.value;
  claim(it, moment, 'metrics: when it was evaluated', evaluated === moment.at / 1_000, {
    subject: 'console',
    said: String(evaluated),
  });
}

/** A console that evaluates no more: ages rise with time, and the time of its evaluation stands still. */
function checkFrozen(it: Case, moment: Told, before: Gauges): void {
  const later = it.derive.metrics(saidAt(moment, moment.at + FROZEN_MS));
  const ages = (gauges: Gauges) =>
    new Map(
      gauges.filter((g) => g.name === 'agent_heartbeat_age_seconds').map((g) => [g.labels.agent, g.value]),
    );
  const now = ages(later);
  for (const [agent, age] of ages(before)) {
    const risen = (now.get(agent) ?? Number.NaN) - age;
    claim(
      it,
      moment,
      'metrics: ages rise while nothing is seen',
      Math.abs(risen - FROZEN_MS / 1_000) < 0.01,
      {
        subject: `agent/${agent}`,
        said: `risen by ${risen} s in a minute`,
      },
    );
  }
  const evaluated = later.find((g) => g.name === 'evaluated_timestamp_seconds')?.value;
  claim(it, moment, 'metrics: a frozen console is told by its clock', evaluated === moment.at / 1_000, {
    subject: 'console',
    said: String(evaluated),
  });
}
