/** What is said of failure modes: one template per code, pure, from its parameters. */

import type { FailureCode } from '../status/failure.ts';
import type { Message, Param } from '../status/message.ts';
import type { FailureState } from '../vocabulary.ts';
import { listed } from './lists.ts';
import type { Render, Template } from './render.ts';

/** What was said of each, by itself or by what was seen there. */
type Said = { said: readonly Param[] };

const saidOf = ({ said }: Said, text: Render) => listed(said.map(text));

/** Why a failure mode is there, or why that cannot be told; nothing where it is absent. By the code of its status. */
const becauseMessages = {
  'failure-absent': () => '',

  'failure-agents-missing': (p: { workloads: readonly string[] }) =>
    `not in the mesh’s namespaces: ${listed(p.workloads)}`,
  'failure-agents-stopped': saidOf,
  'failure-agents-refusing-as-planned': saidOf,
  'failure-market-data-stale': saidOf,
  /** Silence in a session has two readings. */
  'failure-market-data-stale-or-halted': (p: Said, text: Render) =>
    `${saidOf(p, text)}. Either the feed is dead or trading is halted market-wide: nothing here tells which`,
  'failure-pods-crashing': podsText,
  'failure-images-not-pulled': podsText,
  'failure-resource-pressure': (p: Said & { nodes: readonly Message[] }, text: Render) =>
    listed([...(p.said.length === 0 ? [] : [podsText(p, text)]), ...p.nodes.map(text)]),
  'failure-workloads-undeclared': saidOf,
  'failure-sources-unavailable': podsText,
  'failure-safety-sources-unavailable': podsText,

  'failure-not-looked-for': () => 'not looked for',
  'failure-out-of-sight': (p: { why: Param }, text: Render) => text(p.why),
  'failure-nodes-out-of-sight': (p: { why: Param }, text: Render) => `nodes: ${text(p.why)}`,
  'failure-sources-not-read': () => 'sources are not read yet',
  'failure-agents-not-seen': (p: { agents: readonly string[] }) =>
    `outside the cluster, and no answer: ${listed(p.agents)}`,
  'failure-no-agent-must-run': () => 'no agent that this is looked for in must always run',
  'failure-agents-unclear': saidOf,
  'failure-no-agent-asked': () => 'no agent that this is looked for in is asked for its status',
  'failure-heartbeats-unclear': saidOf,
  'failure-no-heartbeat': () => 'no agent that this is looked for in has a heartbeat',
} satisfies Readonly<Record<`failure-${FailureCode}`, Template>>;

/** Two pods fill a line. */
function podsText({ said }: Said, text: Render): string {
  return listed(said.map(text), 2);
}

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
