/**
 * Every code of a status of the kind `failure`: the verdict that follows from it, and the template of its reason. A failure mode
 * has its codes and words here, and its detector in `lib/evaluate/failures`.
 */

import type { Message, Param } from '../status/message.ts';
import type { FailureState, Verdict } from '../vocabulary.ts';
import { listed } from './lists.ts';
import type { Render, Template } from './render.ts';

/** What a code of a failure mode stands for. */
interface FailureSays {
  verdict: Verdict;
  /** Why it is there, or why that is not known. */
  because: Template;
  /** How many of those that show it the reason names; none when left out. */
  names?: number;
  /** It is what the plan asks for. */
  planned?: boolean;
}

/** What was said of each, by itself or by what was seen there. */
type Said = { said: readonly Param[] };

const saidOf = ({ said }: Said, text: Render) => listed(said.map(text));

/** Two pods fill a line. */
const podsText = ({ said }: Said, text: Render) => listed(said.map(text), 2);

export const FAILURE_CODES = {
  absent: { verdict: 'good', because: () => '' },

  'agents-missing': {
    verdict: 'bad',
    names: 3,
    because: (p: { workloads: readonly string[] }) => `not in the mesh’s namespaces: ${listed(p.workloads)}`,
  },
  'agents-stopped': { verdict: 'bad', because: saidOf },
  /** They refuse to run on stale market data, as the plan asks of them. */
  'agents-refusing-as-planned': { verdict: 'attention', planned: true, because: saidOf },
  'market-data-stale': { verdict: 'bad', because: saidOf },
  /** Silence in a session has two readings: a market-wide halt would look the same. */
  'market-data-stale-or-halted': {
    verdict: 'bad',
    because: (p: Said, text: Render) =>
      `${saidOf(p, text)}. Either the feed is dead or trading is halted market-wide: nothing here tells which`,
  },
  /** Nothing calls its ticks old, and nothing shows a fresh one: it is down, or answers without a heartbeat. */
  'no-fresh-tick': {
    verdict: 'bad',
    because: (p: Said, text: Render) => `no fresh tick: ${saidOf(p, text)}`,
  },
  'pods-crashing': { verdict: 'bad', names: 2, because: podsText },
  'images-not-pulled': { verdict: 'bad', names: 2, because: podsText },
  'resource-pressure': {
    verdict: 'bad',
    names: 2,
    because: (p: Said & { nodes: readonly Message[] }, text: Render) =>
      listed([...(p.said.length === 0 ? [] : [podsText(p, text)]), ...p.nodes.map(text)]),
  },
  /** Nobody knows what it is, and nothing shows that it does harm. */
  'workloads-undeclared': { verdict: 'attention', names: 3, because: saidOf },
  /** Nothing runs now; somebody must find out what it did. */
  'executors-finished': { verdict: 'attention', because: podsText },
  'sources-unavailable': { verdict: 'attention', because: podsText },
  /** Without the reads that the safety proofs rest on nobody may rely on this console at all. */
  'safety-sources-unavailable': { verdict: 'bad', because: podsText },

  'not-looked-for': { verdict: 'unknown', because: () => 'not looked for' },
  unavailable: { verdict: 'unknown', because: (p: { why: Param }, text: Render) => text(p.why) },
  'nodes-unavailable': {
    verdict: 'unknown',
    because: (p: { why: Param }, text: Render) => `nodes: ${text(p.why)}`,
  },
  'sources-not-read': { verdict: 'unknown', because: () => 'sources are not read yet' },
  /** Outside the cluster, and without an answer. */
  'agents-not-seen': {
    verdict: 'unknown',
    names: 3,
    because: (p: { agents: readonly string[] }) => `outside the cluster, and no answer: ${listed(p.agents)}`,
  },
  'no-agent-must-run': {
    verdict: 'unknown',
    because: () => 'no agent that this is looked for in must always run',
  },
  'agents-unclear': { verdict: 'unknown', names: 3, because: saidOf },
  'no-agent-asked': {
    verdict: 'unknown',
    because: () => 'no agent that this is looked for in is asked for its status',
  },
  'heartbeats-unclear': { verdict: 'unknown', because: saidOf },
  'no-heartbeat': {
    verdict: 'unknown',
    because: () => 'no agent that this is looked for in has a heartbeat',
  },
} as const satisfies Readonly<Record<string, FailureSays>>;

export type FailureCode = keyof typeof FAILURE_CODES;

const SAYS: ReadonlyMap<string, FailureSays> = new Map(Object.entries(FAILURE_CODES));

/** What a code stands for; undefined where this version does not know it. */
export function failureSays(code: string): FailureSays | undefined {
  return SAYS.get(code);
}

type BecauseMessages = { [C in FailureCode as `failure-${C}`]: (typeof FAILURE_CODES)[C]['because'] };

/** The templates of the codes, as the catalogue names them. */
const becauseMessages = Object.fromEntries(
  [...SAYS].map(([code, { because }]) => [`failure-${code}`, because]),
) as BecauseMessages;

const LABELS: Readonly<Record<FailureState, string>> = {
  absent: 'Absent',
  present: 'Present',
  'cannot-tell': 'Cannot tell',
};

export const failuresMessages = {
  ...becauseMessages,
  /** In two or three words. `planned`: it is what the plan asks for. */
  'failure-label': (p: { state: FailureState; planned: boolean }) =>
    `${LABELS[p.state]}${p.planned ? ', expected' : ''}`,
  'failure-at': (p: { who: readonly string[]; because: Message }, text: Render) =>
    [p.who.join(', '), text(p.because)].filter((words) => words !== '').join(': '),
  'failure-node': (p: { node: string; pressures: readonly string[] }) =>
    `node ${p.node}: ${listed(p.pressures)}`,
  'failure-workload': (p: { kind: string; namespace: string; name: string }) =>
    `${p.kind} ${p.name} in ${p.namespace}`,
};
