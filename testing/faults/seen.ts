/** One observation of the console: its API, its readiness, and a tab. */

import { z } from 'zod';
import { type Posture, postureSchema } from '#lib/posture.ts';
import { residentMiB } from '../../e2e/processes.ts';
import type { Stage } from './stage.ts';
import type { TabSeen } from './tab.ts';

const LOOK_TIMEOUT_MS = 2_000;
/** A tab must be observed often, independent of the console. */
const LOOK_BESIDE_TAB_MS = 500;
const readySchema = z.object({ ready: z.boolean(), reasons: z.array(z.string()) });

export interface Seen {
  /** Null while the console does not answer. */
  posture: Posture | null;
  ready: { status: number; reasons: readonly string[] } | null;
  /** Null if no tab is open. */
  tab: TabSeen | null;
  /** Resident memory of the console's process; 0 if unknown. */
  residentMiB: number;
}

/** `besideTab`: the tab is not asked. */
export async function look(stage: Stage, besideTab = false): Promise<Seen> {
  const tab = besideTab ? null : stage.openTab;
  const [posture, ready, shown] = await Promise.all([
    ask(stage, '/api/v1/posture').then((answer) => answer && postureOf(stage, answer.text)),
    ask(stage, '/readyz').then((answer) => answer && readyOf(answer)),
    tab === null ? null : tab.look(),
  ]);
  return { posture, ready, tab: shown, residentMiB: heldMiB(stage.console.pid) };
}

function heldMiB(pid: number): number {
  try {
    return residentMiB(pid);
  } catch {
    return 0;
  }
}

const lastRead = new WeakMap<Stage, { text: string; posture: Posture }>();

/** Parsed once while it stays the same: looks are many. */
function postureOf(stage: Stage, text: string): Posture {
  const last = lastRead.get(stage);
  if (last?.text === text) return last.posture;
  const posture = postureSchema.parse(JSON.parse(text));
  lastRead.set(stage, { text, posture });
  return posture;
}

function readyOf({ status, text }: { status: number; text: string }): Seen['ready'] {
  return { status, reasons: readySchema.parse(JSON.parse(text)).reasons };
}

/** The pane as the server renders it; null while it does not answer. */
export async function pageOf(stage: Stage): Promise<string | null> {
  return (await ask(stage, '/'))?.text ?? null;
}

/** No answer is an answer here: a console that is gone looks like nothing, and not like good. */
async function ask(stage: Stage, path: string): Promise<{ status: number; text: string } | null> {
  try {
    const patience = stage.openTab === null ? LOOK_TIMEOUT_MS : LOOK_BESIDE_TAB_MS;
    const response = await fetch(`${stage.console.url}${path}`, { signal: AbortSignal.timeout(patience) });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    if (error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError')) return null;
    throw error;
  }
}

/** Every verdict that the console gives, by what it is about. */
export function verdictsOf({ posture, ready }: Seen): Map<string, string> {
  if (posture === null) return new Map([['console', 'does not answer']]);
  return new Map([
    ['ready', String(ready?.status)],
    ['execution', posture.execution.outcome],
    ['plan', posture.plan.verdict],
    ...posture.execution.proofs.map((p) => [`proof ${p.id}`, p.verdict] as const),
    ...posture.agents.map((a) => [`agent ${a.name}`, a.verdict] as const),
    ...posture.failures.map((f) => [`failure ${f.id}`, f.verdict] as const),
    ...posture.sources.map((s) => [`source ${s.id}`, s.verdict] as const),
  ]);
}
