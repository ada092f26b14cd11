/** A runbook's Markdown, cut where the page sets something apart: at each `##` section and at each live line. */

export const SAFETY = 'Safety posture';
export const HUMAN = 'Needs a human with a change record';

/** Target of a link: symptoms, checks or escalation. */
const LANDINGS = {
  symptoms: 'Symptoms',
  checks: 'Read-only checks',
  escalation: 'Escalation',
} as const;
export type Landing = keyof typeof LANDINGS;

/** The address of a runbook, at one of its sections. */
export function runbookAt(slug: string, landing: Landing): string {
  return `/runbooks/${slug}#${anchorOf(LANDINGS[landing])}`;
}

/** Content of a `<!-- live: … -->` line. */
export type LiveRequest =
  | { kind: 'failure'; id: string }
  | { kind: 'escalation'; id: string }
  /** Items of the cadence by their ids in the plan. */
  | { kind: 'cadence'; ids: string[] }
  | { kind: 'execution' }
  | { kind: 'agents' }
  | { kind: 'sources' };

export type Part = { kind: 'markdown'; text: string } | { kind: 'live'; live: LiveRequest };

export interface Section {
  /** Empty for what stands before the first section. */
  title: string;
  /** For links within the page. */
  anchor: string;
  parts: Part[];
}

/**
 * The sections of a runbook. Text before the first `##` comes first, without the `#` title; safety posture comes next
 * in any file, since it must be read first (plan, Runbooks).
 */
export function sectionsOf(markdown: string): Section[] {
  const sections = cut(markdown).map(({ title, lines }) => ({
    title,
    anchor: anchorOf(title),
    parts: partsOf(lines),
  }));
  const rank = ({ title }: Section) => (title === '' ? 0 : title === SAFETY ? 1 : 2);
  return sections.filter((s) => s.parts.length > 0 || s.title !== '').sort((a, b) => rank(a) - rank(b));
}

/** Lines by section. A `##` inside a fence is a comment of a command, no section. */
function cut(markdown: string): { title: string; lines: string[] }[] {
  const sections: { title: string; lines: string[] }[] = [{ title: '', lines: [] }];
  let fence: string | null = null;
  for (const line of markdown.split(/\r?\n/)) {
    fence = fenceAfter(line, fence);
    const heading = fence === null ? /^## +(.+?)\s*#*$/.exec(line)?.[1] : undefined;
    if (heading !== undefined) sections.push({ title: heading, lines: [] });
    else if (fence !== null || !/^# /.test(line)) sections.at(-1)?.lines.push(line);
  }
  return sections;
}

/** The fence that is open after a line: null outside of one. */
function fenceAfter(line: string, open: string | null): string | null {
  const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
  if (mark === undefined) return open;
  if (open === null) return mark;
  return mark.startsWith(open) && line.trim() === mark ? null : open;
}

const LIVE = /^\s*<!--\s*live:\s*(.+?)\s*-->\s*$/;

function partsOf(lines: readonly string[]): Part[] {
  const parts: Part[] = [];
  let text: string[] = [];
  const flush = () => {
    if (text.some((line) => line.trim() !== '')) parts.push({ kind: 'markdown', text: text.join('\n') });
    text = [];
  };
  for (const line of lines) {
    const live = liveRequest(LIVE.exec(line)?.[1]);
    if (live === null) {
      text.push(line);
      continue;
    }
    flush();
    parts.push({ kind: 'live', live });
  }
  flush();
  return parts;
}

function liveRequest(asked: string | undefined): LiveRequest | null {
  if (asked === undefined) return null;
  const [, kind, id] = /^(failure|escalation)=([a-z0-9-]+)$/.exec(asked) ?? [];
  if (id !== undefined) return { kind: kind === 'failure' ? 'failure' : 'escalation', id };
  const ids = /^cadence=([a-z0-9-]+(?:,[a-z0-9-]+)*)$/.exec(asked)?.[1]?.split(',');
  if (ids !== undefined) return { kind: 'cadence', ids };
  if (asked === 'execution' || asked === 'agents' || asked === 'sources') return { kind: asked };
  return null;
}

const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
