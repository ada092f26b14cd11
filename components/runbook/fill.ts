/** Fills a runbook's commands with the cluster's own names, taken from the live posture. */

import type { Posture } from '#lib/posture.ts';
import { type Affected, affectedBy } from './affected.ts';

/** The names that a command may leave open (docs/ops/runbooks, Names that the app fills in). */
export const PLACEHOLDERS = [
  'context',
  'namespace',
  'agent',
  'workload',
  'pod',
  'marketdata_health_url',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
export type Names = Readonly<Record<Placeholder, string | null>>;

/** A piece of a command: text as written, or a placeholder with what it was filled with (null: not known). */
export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'name'; placeholder: string; value: string | null };

/** Valid names of Kubernetes objects. */
const OBJECT_NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
/** A kubeconfig calls its contexts what it likes; none that a shell would read as more than one plain word is filled in. */
const PLAIN_WORD = /^[A-Za-z0-9][A-Za-z0-9._:@/+=-]{0,511}$/;
const PLAIN_URL = /^https?:\/\/[A-Za-z0-9._:@/%?=~-]{1,2000}$/;

const ALLOWED: Readonly<Record<Placeholder, RegExp>> = {
  context: PLAIN_WORD,
  namespace: OBJECT_NAME,
  agent: OBJECT_NAME,
  workload: OBJECT_NAME,
  pod: OBJECT_NAME,
  marketdata_health_url: PLAIN_URL,
};

/**
 * The names for the commands of the runbook `slug`: of the agent, workload and pod that are worst off. Null if
 * nothing seen says it, and where the name is none that could be pasted into a shell as one word: foreign text never
 * becomes a command.
 */
export function namesFor(posture: Posture, slug: string): Names {
  const affected = affectedBy(posture, slug);
  const { agent, workload, pod } = affected;
  return {
    context: safe('context', posture.mesh.context),
    namespace: safe('namespace', pod?.namespace ?? workload?.namespace ?? posture.mesh.home),
    agent: safe('agent', agent?.name ?? null),
    workload: safe('workload', workload?.name ?? null),
    pod: safe('pod', pod?.name ?? null),
    marketdata_health_url: safe('marketdata_health_url', healthUrl(posture, affected)),
  };
}

const safe = (placeholder: Placeholder, value: string | null): string | null =>
  value !== null && ALLOWED[placeholder].test(value) ? value : null;

/** Where a marketdata heartbeat is asked by URL: of the affected agent first. Known only if a probe goes by a URL. */
function healthUrl(posture: Posture, { agent }: Affected): string | null {
  const probes = [...(agent?.probes ?? []), ...posture.agents.flatMap((a) => a.probes)];
  const probe = probes.find((p) => p.probeKind === 'marketdata-heartbeat' && /^https?:\/\//.test(p.instance));
  return probe ? probe.instance.replace(/\/+$/, '') + probe.path : null;
}

const PLACEHOLDER = /\{\{([a-z_]+)\}\}/g;

/** Cuts a command at its placeholders; one that is not known keeps its place, and so does one that nobody defined. */
export function fill(command: string, names: Names): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of command.matchAll(PLACEHOLDER)) {
    const placeholder = match[1] ?? '';
    if (match.index > end) pieces.push({ kind: 'text', text: command.slice(end, match.index) });
    pieces.push({ kind: 'name', placeholder, value: isPlaceholder(placeholder) ? names[placeholder] : null });
    end = match.index + match[0].length;
  }
  if (end < command.length) pieces.push({ kind: 'text', text: command.slice(end) });
  return pieces;
}

const isPlaceholder = (name: string): name is Placeholder => PLACEHOLDERS.some((p) => p === name);

/** The command to copy; null while any of its names is not known. */
export function commandOf(pieces: readonly Piece[]): string | null {
  const texts = pieces.map((piece) => (piece.kind === 'text' ? piece.text : piece.value));
  return texts.some((text) => text === null) ? null : texts.join('');
}

/** The placeholders that nothing seen could fill, each once. */
export const unknownIn = (pieces: readonly Piece[]): string[] => [
  ...new Set(pieces.flatMap((p) => (p.kind === 'name' && p.value === null ? [p.placeholder] : []))),
];
