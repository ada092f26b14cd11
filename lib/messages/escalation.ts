/** What is said of the plan's escalation rules: one template per code, pure, from its parameters. */

import { etDate } from '../format/clock.ts';
import { formatDuration } from '../format/duration.ts';
import type { Message, Param } from '../status/message.ts';
import type { RuleGate } from '../status/rule-status.ts';
import type { EscalationState } from '../vocabulary.ts';
import { clauses, counted, listed } from './lists.ts';
import type { Render } from './render.ts';
import { clockTime } from './times.ts';

/** A proof as a rule tells of it. */
type ProofParams = { label: Param; value: Param; detail: Param };

/** What holds a rule back. */
export const GATE_NAMES: Readonly<Record<RuleGate, string>> = {
  'market-hours': 'market hours',
  'market-halt': 'market hours without a market-wide halt',
};

const STATES: Readonly<Record<EscalationState, string>> = {
  firing: 'fires',
  pending: 'counts down',
  waiting: 'held back',
  'cannot-tell': 'cannot tell',
  inactive: 'quiet',
};

const executionMessages = {
  'rule-gated-pages-not': () => 'an executor runs with every gate holding, for which the plan does not page',
  'rule-execution-is': (p: { outcome: string }) => `execution is ${p.outcome.replaceAll('-', ' ')}`,
  /** As a state, e.g. `proven off`. */
  'rule-outcome': (p: { outcome: string }) => p.outcome.replaceAll('-', ' '),
  'rule-proof-fails': (p: ProofParams, text: Render) =>
    `${text(p.label).toLowerCase()}: ${text(p.value)} (${text(p.detail)})`,
  'rule-proof-unclear': (p: { label: Param; detail: Param }, text: Render) =>
    `${text(p.label).toLowerCase()}: ${text(p.detail)}`,
};

const killSwitchMessages = {
  'rule-switch-confirmed': () => 'the kill switch is confirmed halted',
  'rule-executors-off': () => 'every executor is proven off',
  'rule-no-switch-read': () => 'no halt switch has been read yet',
  'rule-switches-not-read': () => 'not every halt switch has been read yet',
  'rule-switches-say-halted': (p: { details: readonly Param[] }, text: Render) =>
    `every switch says halted; ${clauses(p.details.map(text), 2)}`,
  'rule-layer-weak': (p: ProofParams, text: Render) =>
    `${text(p.label).toLowerCase()} ${text(p.value)}: ${text(p.detail)}`,
};

const gateMessages = {
  'rule-variables-set': (p: { variables: readonly string[] }) => `${listed(p.variables)} set`,
  'rule-no-bypass': () => 'no bypass variable is set, and nobody calls old ticks ok',
};

const failureMessages = {
  /** `limitSeconds`: of the last beat, if the condition goes by one. */
  'rule-failure-absent': (p: { title: string; limitSeconds: number | null }) =>
    `${p.title} is absent${p.limitSeconds === null ? '' : `: last beat within ${p.limitSeconds} s`}`,
  'rule-failure-elsewhere': (p: { title: string; who: readonly string[]; not: readonly string[] }) =>
    `${p.title} is at ${listed(p.who)}, not at ${listed(p.not)}`,
};

const availabilityMessages = {
  'rule-all-available': (p: { criticalities: readonly string[] }) =>
    `every ${listed(p.criticalities)} subject is in sight`,
  /** One reason, with the sources that it hides. */
  'rule-blind': (p: { labels: readonly string[]; why: Param }, text: Render) =>
    `${p.labels.length > 2 ? counted(p.labels.length, 'source') : listed(p.labels)}: ${text(p.why)}`,
};

export const escalationMessages = {
  ...executionMessages,
  ...killSwitchMessages,
  ...gateMessages,
  ...failureMessages,
  ...availabilityMessages,
  /** As an incident tells of it. */
  'rule-state': (p: { state: EscalationState }) => STATES[p.state],
  /** `firesAt`: when it fires if that lasts. `response`: once it fires. */
  'rule-summary': (
    p: {
      title: string;
      because: Message;
      firesAt: number | null;
      response: string | null;
      call: Message | null;
    },
    text: Render,
  ) => {
    const fires = p.firesAt === null ? '' : `fires at ${clockTime(p.firesAt, p)} if that lasts; `;
    const response = p.response === null ? '' : `; ${p.response}`;
    const call = p.call === null ? '' : ` ${text(p.call)}`;
    return `${fires}${p.title}, ${text(p.because)}${response}${call}`;
  },
  'rule-call': (p: { priority: string; who: string }) => `Call for ${p.priority}: ${p.who}`,
  'rule-agent-is': (p: { agent: string; state: Param }, text: Render) =>
    `${p.agent}: ${text(p.state).toLowerCase()}`,
  /** One thing, and what is said of it. */
  'rule-said-of': (p: { of: Param; said: Param }, text: Render) => `${text(p.of)}: ${text(p.said)}`,
  'rule-last-known': (p: { because: Message; lostAt: number; why: Message }, text: Render) =>
    `${text(p.because)}; as last known, out of sight since ${clockTime(p.lostAt, p)} (${text(p.why)})`,
  /** `clearSeconds`: how long it must be clear to be over. */
  'rule-clearing': (p: { because: Message; clearAt: number; clearSeconds: number }, text: Render) =>
    `${text(p.because)}; clear since ${clockTime(p.clearAt, p)}, over once clear for ${p.clearSeconds} s`,
  'rule-on-and-off': (
    p: { because: Message; sinceAt: number; percent: number; ofSeconds: number },
    text: Render,
  ) =>
    `${text(p.because)}; on and off since ${clockTime(p.sinceAt, p)}: for ${p.percent} % or more of the last ${formatDuration(p.ofSeconds * 1000)}`,
  /** e.g. `pages only in market hours, which begin at 09:30:00 ET on 2026-11-23`. */
  'rule-gate': (p: { gate: RuleGate; opensAt: number | null }) =>
    `pages only in ${GATE_NAMES[p.gate]}${
      p.opensAt === null ? '' : `, which begin at ${clockTime(p.opensAt, {})} on ${etDate(p.opensAt)}`
    }`,
};
