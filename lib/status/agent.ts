/** Every code of a status of the kind `agent`, with the verdict that follows from it. */

import type { Verdict } from '../vocabulary.ts';
import type { Params } from './message.ts';
import { PROBE_VERDICTS } from './probe.ts';

/** Problems of a pod, by its own status. */
const TROUBLE_VERDICTS = {
  crashloop: 'bad',
  'image-pull': 'bad',
  'not-starting': 'bad',
  unschedulable: 'bad',
  'oom-killed': 'bad',
} as const satisfies Readonly<Record<string, Verdict>>;

/** What its nodes run differs from what one name of an image should be. */
const VERSION_VERDICTS = {
  'mixed-versions': 'attention',
  'moved-tag': 'attention',
  /** It is not known if what differs can be compared. */
  'versions-unclear': 'unknown',
} as const satisfies Readonly<Record<string, Verdict>>;

export type VersionCode = keyof typeof VERSION_VERDICTS;
export type TroubleCode = keyof typeof TROUBLE_VERDICTS;

/** An agent has the code of its worst finding: of a probe, of a pod, or of the roster itself. */
export const AGENT_VERDICTS = {
  ...PROBE_VERDICTS,
  ...TROUBLE_VERDICTS,
  ...VERSION_VERDICTS,
  /** A variable in a spec tells it to pass the gate. */
  'bypass-variable': 'bad',
  missing: 'bad',
  /** Optional, and not there. */
  unused: 'not-applicable',
  'scaled-to-zero': 'bad',
  'not-ready': 'bad',
  'partly-ready': 'attention',
  /** Its status calls more pods ready than are. */
  'pods-disagree': 'bad',
  'pods-fewer': 'attention',
  /** Its controller tells that too few of its pods are available: some are ready, or not for long enough. */
  unavailable: 'attention',
  /** A rollout does not come to its end: what was asked for does not run. */
  'rollout-stuck': 'attention',
  /** Its controller cannot make pods, as by a quota. */
  'pods-refused': 'attention',
  /** Its status is of an older spec: what it tells is not of what was asked for. */
  'status-behind': 'unknown',
  /** The same for so long that nothing seems to control it. */
  'status-stands': 'bad',
  /** It makes a proof of execution bad, or keeps it unknown. */
  'breaks-proof': 'bad',
  'keeps-proof-open': 'unknown',
  /** The latest execution of its Cloud Run job failed. */
  'job-failed': 'attention',
  /** Its workloads are unavailable. */
  blind: 'unknown',
  /** The plan itself does not say how it runs. */
  undeclared: 'unknown',
  /** The plan names no evidence of its health. */
  'no-health': 'unknown',
  /** Started by people, and no evidence shows if it runs. */
  'not-shown': 'unknown',
  'nothing-to-see': 'not-applicable',
  /** It must be off, and is. */
  off: 'expected-off',
  /** Started by people, and not started. */
  idle: 'expected-off',
  /** It must be off and is, and it ran: a person started it. */
  'ran-off': 'attention',
  /** It must be off, and is not. */
  'not-off': 'bad',
  /** It must be off, and is; its schedule starts it. */
  'off-scheduled': 'attention',
  starting: 'attention',
  /** A pod that its phase calls finished, and whose containers do not show it. */
  'end-unclear': 'unknown',
  /** Its node is silent: its pods are as last reported. */
  'node-silent': 'unknown',
  /** The same, and it answers all the same. */
  'node-silent-answers': 'attention',
  /** Started by people, who may start it at any hour, or at unknown hours. */
  running: 'attention',
  'running-in-hours': 'good',
  'running-outside-hours': 'attention',
} as const satisfies Readonly<Record<string, Verdict>>;

export type AgentCode = keyof typeof AGENT_VERDICTS;

const GATE_BYPASSED: readonly string[] = [
  'bypass-variable',
  'stale-claims-ok',
  'runs-on-stale',
  'proposes-on-stale',
] satisfies AgentCode[];

/** True if the agent passes the freshness gate: by a variable, or by its behaviour. */
export function passesGate({ code }: { readonly code: string }): boolean {
  return GATE_BYPASSED.includes(code);
}

/** True if what it is set to, or says, speaks against a proof of execution. */
export function breaksProof({ code }: { readonly code: string }): boolean {
  return code === ('breaks-proof' satisfies AgentCode);
}

/** Changes when an agent's state does: its code, or the parameters of its text. A reason may change within a state. */
export function stateKey({ code, params }: { readonly code: string; readonly params: Params }): string {
  const { reason: _told, shownOn: _day, ...word } = params;
  return [code, ...Object.values(word).map((value) => JSON.stringify(value))].join(' ');
}
