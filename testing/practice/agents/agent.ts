import type { Pod } from '../world/kinds.ts';
import type { SwitchSource } from './switch-reader.ts';

/** A request to an agent. `path` is without the query string. */
export interface AgentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** An agent's answer. */
export interface AgentAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** An agent's view of the mesh. */
export interface Mesh {
  /** Practice time in milliseconds since the epoch. */
  now(): number;
  /** Asks another agent over the network; undefined when nobody answers. */
  ask(agent: string, path: string): AgentAnswer | undefined;
  /** The ways of a program in `pod` to the kill switch: its variables as they were at the start, then its files. */
  killSwitch(pod: Pod | undefined): readonly SwitchSource[];
  /** The key of the execution agents' `/state`; undefined while none is configured. */
  readonly executionKey: string | undefined;
  /** Age of the agent's container, in seconds. */
  uptimeSeconds(pod: Pod | undefined): number;
}

/** A program of the mesh: answers requests and works second by second. */
export interface Agent {
  /** The name that faults and drills use. */
  readonly name: string;
  /** The workload whose pods run it; absent for what runs outside the cluster. */
  readonly workload?: { readonly namespace: string; readonly name: string };
  /** `pod` is absent for what runs outside the cluster. */
  answer(request: AgentRequest, pod: Pod | undefined): AgentAnswer;
  /** One second of work; called only while the program runs. */
  step?(pod: Pod | undefined): void;
  /** Back to the state at the beginning of a calm day. */
  reset(): void;
}

/** An answer with a JSON body. */
export function json(status: number, body: unknown): AgentAnswer {
  return { status, contentType: 'application/json', body: `${JSON.stringify(body)}\n` };
}

/** An answer in Prometheus' text format, from metric lines. */
export function metrics(lines: readonly string[]): AgentAnswer {
  return {
    status: 200,
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
    body: `${lines.join('\n')}\n`,
  };
}

/** Answer of the agents' web framework for an unknown path. */
export function notFound(): AgentAnswer {
  return json(404, { detail: 'Not Found' });
}

/** An instant as in a program's JSON: UTC with milliseconds. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** A literal env value of the pod's first container; undefined when unset or taken from a reference. */
export function envOf(pod: Pod | undefined, name: string): string | undefined {
  return pod?.spec.containers[0]?.env?.find((entry) => entry.name === name)?.value;
}

/** A variable that is on or off: null when it says neither. */
export function readFlag(value: string | undefined): boolean | null {
  const text = value?.trim().toLowerCase();
  if (text === undefined) return null;
  if (['1', 'true', 'yes', 'on'].includes(text)) return true;
  return ['0', 'false', 'no', 'off'].includes(text) ? false : null;
}
