/** The posture as readable lines: each path with its value. A situation is shown as the difference from calm. */

import { type AgentContracts, cellSchema } from '#features/conformance/document.ts';
import { cellText } from '#features/conformance/model/cell-text.ts';
import { text } from '#lib/evaluate/conformance/say.ts';
import type { Evaluation } from '#lib/evaluate/evaluate.ts';
import { marketLabel } from '#lib/messages/market.ts';
import { say } from '#lib/messages/say.ts';
import { agentText } from '#lib/messages/status/agent.ts';
import { cadenceItemText } from '#lib/messages/status/cadence-item.ts';
import { executionSentence, headlineOf } from '#lib/messages/status/execution.ts';
import { failureText } from '#lib/messages/status/failure.ts';
import { permissionText } from '#lib/messages/status/permission.ts';
import { probeText } from '#lib/messages/status/probe.ts';
import { proofText } from '#lib/messages/status/proof.ts';
import { ruleText } from '#lib/messages/status/rule.ts';
import { sourceText } from '#lib/messages/status/source.ts';
import { agentSchema, probeStateSchema } from '#lib/posture.ts';
import { messageSchema } from '#lib/status/message.ts';
import type { ProofStatus } from '#lib/status/proof-status.ts';

/** Parts of the plan, which are the same in every situation. */
const LEFT_OUT = new Set([
  ...[
    'aliases',
    'role',
    'owner',
    'slo',
    'optional',
    'symptom',
    'causes',
    'action',
    'verification',
    'response',
  ],
  ...['headlinePast', 'forSeconds', 'during', 'who', 'phase', 'steps', 'command', 'artifacts', 'session'],
  ...['modeDefault', 'criticality', 'limitSeconds', 'source', 'rule', 'kind', 'title'],
  // Of the plan, and in the label of the market.
  ...['declared', 'oncall', 'ownerContact'],
]);

export type PostureLines = ReadonlyMap<string, string>;

export function postureLines(said: Evaluation['said'], contracts: readonly AgentContracts[]): PostureLines {
  const lines = new Map<string, string>();
  flatten({ ...rendered(said), ...renderedPlan(said) }, '', lines);
  flatten(contracts, 'contracts', lines);
  lines.set('order of agents', said.agents.map((a) => a.name).join(', '));
  lines.set('order of actions', said.actions.map((a) => a.id).join(', '));
  lines.set('order of escalations', said.escalations.map((e) => e.id).join(', '));
  return lines;
}

/** Codes and parameters rendered in English, which pins the texts. */
function rendered(said: Evaluation['said']): object {
  const { outcome, verdict, since, proofs } = said.execution;
  const headline = headlineOf(outcome);
  const sentence = executionSentence(said.execution);
  return {
    ...said,
    market: { ...said.market, label: marketLabel(said.market) },
    sources: said.sources.map((source) => {
      const { id, label, verdict, code, safety } = source;
      return { id, label, verdict, code, ...sourceText(source), safety };
    }),
    execution: { outcome, verdict, headline, sentence, since, proofs: proofs.map(renderedProof) },
    permissions: renderedPermission(said.permissions),
    undeclared: said.undeclared.map(({ code, ...object }) => ({
      ...object,
      why: text(say(`undeclared-${code}`)),
    })),
  };
}

function renderedProof(proof: ProofStatus): object {
  const { id, verdict, evidence } = proof;
  const { label, value, detail } = proofText(proof);
  return { id, label, verdict, value, detail, evidence };
}

function renderedPermission(permission: Evaluation['said']['permissions']): object {
  const { verdict, evidence } = permission;
  return { verdict, ...permissionText(permission), evidence };
}

/** Requirements of the plan, with texts beside codes. */
function renderedPlan({ failures, escalations, cadence }: Evaluation['said']) {
  return {
    escalations: escalations.map((rule) => {
      const { id, priority, state, verdict, code, gate, since, firesAt, agent, runbook } = rule;
      const { because } = ruleText(rule);
      return { id, priority, state, verdict, because, gate, since, firesAt, agent, code, runbook };
    }),
    cadence: {
      ...cadence,
      items: cadence.items.map((item) => {
        const { id, at, until, state, verdict, code, evidence } = item;
        const line = { id, at, until, state, verdict, seen: cadenceItemText(item), code };
        return evidence.length === 0 ? line : { ...line, evidence };
      }),
    },
    failures: failures.map((failure) => {
      const { id, state, verdict, code, since, evidence, runbook } = failure;
      const { label, because } = failureText(failure);
      return { id, state, verdict, label, since, because, code, runbook, evidence };
    }),
  };
}

function flatten(value: unknown, path: string, lines: Map<string, string>): void {
  if (Array.isArray(value)) {
    if (value.every(isPlain)) lines.set(path, value.map(textOf).join(', '));
    else
      for (const [index, item] of value.map(renderedStatus).entries())
        flatten(item, `${path}/${keyOf(item, index)}`, lines);
  } else if (typeof value === 'object' && value !== null) {
    const inner = Object.entries(value).filter(([key]) => !LEFT_OUT.has(key));
    const plain = inner.filter(([, held]) => isPlain(held));
    if (plain.length > 0) lines.set(path, plain.map(([, held]) => textOf(held)).join(' | '));
    for (const [key, held] of inner)
      if (!isPlain(held)) flatten(held, path === '' ? key : `${path}.${key}`, lines);
  }
}

/** Fields of an agent's status that are shown elsewhere. */
const OF_STATUS = new Set(['kind', 'id', 'subject', 'code', 'params', 'observedAt']);

/** Statuses as texts instead of codes and parameters, without moving or repeated fields. */
function renderedStatus(value: object): object {
  // What has no kind is no status: to parse it as each of them takes longer than all else.
  if (!('kind' in value)) return value;
  const agent = agentSchema.safeParse(value).data;
  if (agent !== undefined) {
    const rest = Object.entries(value).filter(([key]) => !OF_STATUS.has(key));
    return { name: agent.name, verdict: agent.verdict, ...agentText(agent), ...Object.fromEntries(rest) };
  }
  const probe = probeStateSchema.safeParse(value).data;
  if (probe !== undefined) {
    const { id, instance, path, verdict } = probe;
    return { id, instance, path, verdict, seen: probeText(probe).seen };
  }
  const cell = cellSchema.safeParse(value).data;
  if (cell === undefined) return value;
  return { rule: cell.rule, state: cell.state, ...cellText(cell), evidence: cell.evidence };
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null || isMessage(value);
}

/** A status has a code and parameters too, and is no message. */
function isMessage(value: object): boolean {
  return 'code' in value && !('verdict' in value) && messageSchema.safeParse(value).success;
}

/** A message is shown in English. */
function textOf(value: unknown): string {
  const shown = typeof value === 'object' && value !== null ? text(messageSchema.parse(value)) : value;
  return shown === null || shown === '' ? '-' : String(shown);
}

/** Entries are keyed by name, so that one more entry does not move the others. */
function keyOf(item: unknown, index: number): string {
  if (typeof item !== 'object' || item === null) return String(index);
  const named = ['id', 'name', 'rule', 'text'].flatMap((key) =>
    key in item ? String(Reflect.get(item, key)) : [],
  );
  return named[0] ?? String(index);
}

/** Lines that differ from calm, and removed lines. */
export function difference(calm: PostureLines, other: PostureLines): string[] {
  const changed = [...other].flatMap(([path, text]) => (calm.get(path) === text ? [] : [`${path}: ${text}`]));
  const gone = [...calm.keys()].filter((path) => !other.has(path));
  return [...changed, ...gone.map((path) => `${path}: (nothing)`)];
}
