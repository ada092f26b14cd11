/**
 * An incident as a folder of files (one after another, none kept): postures and facts of an interval, from the
 * journal alone, so that the same interval gives the same files while the journal keeps them.
 */

import { redactValue } from '#lib/contracts/redact.ts';
import { instant } from '#lib/format/instant.ts';
import { type Posture, postureSchema } from '#lib/posture.ts';
import type { Columns } from '#lib/series/columns.ts';
import { SERIES } from '#lib/series/history.ts';
import type { Change } from '#lib/timeline/changes.ts';
import type { StoredPosture } from '#store/journal.ts';
import { seriesName } from '#store/series-names.ts';
import { changesMarkdown } from '../model/changes-list.ts';
import { chartSvg, seriesCsv } from '../model/chart.ts';
import type { Summary } from '../model/summary.ts';
import { type Incident, timelineMarkdown } from '../model/timeline.ts';
import type { Warning } from '../model/timeline-markdown.ts';
import { type PostureChange, postureChangeOf, redsOf } from '../model/transitions.ts';
import { FactNews, warningEvents } from './facts.ts';
import { type BundleFile, fileTime, type IncidentReads, type IncidentSpan } from './incident.ts';
import { README } from './readme.ts';
import { reportFiles } from './report-files.ts';

/** Columns of a chart: as many as its picture has room for, and none narrower than the time between two samples. */
const MOST_COLUMNS = 720;
const NARROWEST_MS = 2_500;
/** Event times of the cluster are whole seconds: an event lies before the end of its second. */
const WITHIN_A_SECOND = 999;

/** Content of earlier files that the last ones need. */
interface Contents {
  mesh: Posture['mesh'] | null;
  /** In force at the beginning, while somebody watched. */
  begin: Posture | null;
  /** The last one that was read. */
  before: Posture | null;
  firstKnown: number;
  redAtStart: Summary[];
  postureChanges: PostureChange[];
  warnings: Warning[];
  agents: Set<string>;
  missing: string[];
}

/** Rejects if the journal cannot be read. */
export async function* incidentFiles(journal: IncidentReads, span: IncidentSpan): AsyncGenerator<BundleFile> {
  const contents: Contents = {
    ...{ mesh: null, begin: null, before: null, firstKnown: span.from, redAtStart: [] },
    ...{ postureChanges: [], warnings: [], agents: new Set(), missing: [] },
  };
  yield* postureFiles(journal, span, contents);
  yield* factFiles(journal, span, contents);
  yield* seriesFiles(journal, span, contents);
  yield* reportFiles(journal, span, contents.missing);
  yield* documentFiles(journal, span);
  yield { name: 'timeline.md', text: timelineMarkdown(incidentOf(span, contents)) };
  yield { name: 'changes.md', text: changesMarkdown(contents.postureChanges) };
  yield { name: 'holes.json', text: asDocument({ holes: span.found.holes, missing: contents.missing }) };
  yield README;
}

function incidentOf({ from, to, found }: IncidentSpan, contents: Contents): Incident {
  const { mesh, begin, before: end, firstKnown, redAtStart, postureChanges, warnings } = contents;
  return {
    ...{ mesh: mesh?.name ?? 'not known', practice: mesh?.practice ?? null },
    ...{ from, to, begin, end, firstKnown, redAtStart, postureChanges, warnings },
    holes: found.holes.map((hole) => ({
      from: Date.parse(hole.from),
      to: Date.parse(hole.to),
      why: hole.why,
    })),
  };
}

/** The one in force at the beginning, then each that was published. */
async function* postureFiles(
  journal: IncidentReads,
  { from, start, found }: IncidentSpan,
  contents: Contents,
): AsyncGenerator<BundleFile> {
  if (start.stored !== null) {
    const posture = readPosture(start.stored, contents);
    if (posture !== null && start.unobserved === null) {
      contents.begin = posture;
      contents.before = posture;
      contents.redAtStart = redsOf(posture);
    }
    yield postureFile(start.stored, 'in_force_at_the_beginning');
  }
  for (const change of found.changes) {
    const stored = await journal.postureOf(Date.parse(change.at), change.id);
    if (stored === null) {
      contents.missing.push(`the posture of ${change.at}: kept no longer`);
      continue;
    }
    if (stored.at === from && stored.at === start.stored?.at) continue;
    const posture = readPosture(stored, contents);
    if (posture !== null) {
      const postureChange = postureChangeOf(contents.before, posture, stored.at);
      // A condition without an earlier observation began no later than this, at an unknown time.
      if (contents.before === null)
        Object.assign(contents, { redAtStart: postureChange.began, firstKnown: stored.at });
      else contents.postureChanges.push(postureChange);
      contents.before = posture;
    }
    yield postureFile(stored, change.id);
  }
}

function readPosture(stored: StoredPosture, contents: Contents): Posture | null {
  const read = postureSchema.safeParse(redactValue(JSON.parse(stored.json)));
  if (!read.success) {
    contents.missing.push(
      `the posture of ${instant(stored.at)} in the timeline: it has the shape of another version`,
    );
    return null;
  }
  contents.mesh = read.data.mesh;
  for (const { name } of read.data.agents) contents.agents.add(name);
  return read.data;
}

/**
 * As it was published: facts were redacted before they were evaluated, so that this takes nothing out, or a secret.
 */
function postureFile({ at, json }: StoredPosture, as: string): BundleFile {
  return {
    name: `postures/${fileTime(at)}_${safe(as)}.json`,
    text: JSON.stringify(redactValue(JSON.parse(json))),
  };
}

/** Facts at the beginning, then new facts at each change, and all warning events. */
async function* factFiles(
  journal: IncidentReads,
  { from, to, found, start }: IncidentSpan,
  contents: Contents,
): AsyncGenerator<BundleFile> {
  const news = new FactNews();
  const times = [...(start.stored === null ? [] : [from]), ...timesOf(found.changes)];
  for (const at of times) {
    const held = await journal.inputAt(at);
    if (held === null) {
      contents.missing.push(`the facts of ${instant(at)}: not kept, or in the shape of another version`);
      continue;
    }
    const text = news.since(held.input.ledger);
    if (text !== '') yield { name: `facts/${fileTime(at)}.ndjson`, text };
  }
  const warnings = warningEvents(news);
  contents.warnings = warnings.flatMap(({ lastAt, words }) =>
    lastAt !== null && lastAt >= from && lastAt <= to ? [{ at: lastAt + WITHIN_A_SECOND, text: words }] : [],
  );
  yield { name: 'warning_events.json', text: asDocument(warnings.map(({ document }) => document)) };
}

/** Several postures of one millisecond follow from what was known last in it. */
function timesOf(changes: readonly Change[]): number[] {
  return [...new Set(changes.map(({ at }) => Date.parse(at)))];
}

async function* seriesFiles(
  journal: IncidentReads,
  { from, to }: IncidentSpan,
  { agents }: Contents,
): AsyncGenerator<BundleFile> {
  const count = Math.max(1, Math.min(MOST_COLUMNS, Math.floor((to - from) / NARROWEST_MS)));
  for (const agent of [...agents].sort())
    for (const series of SERIES) {
      const columns: Columns = await journal.series({
        name: seriesName(series, agent),
        from,
        to,
        columns: count,
      });
      if (columns.points.length === 0) continue;
      const name = `charts/${safe(agent)}_${series}`;
      yield { name: `${name}.csv`, text: seriesCsv(columns) };
      yield { name: `${name}.svg`, text: chartSvg({ title: `${agent} ${series}`, from, to, columns }) };
    }
}

/** All that were in force within the interval, since a plan may change during an incident. */
async function* documentFiles(
  journal: IncidentReads,
  { from, to }: IncidentSpan,
): AsyncGenerator<BundleFile> {
  for (const { digest, text } of await journal.documents('plan', from, to))
    yield { name: `plan/${digest.slice(0, 12)}.json`, text: asDocument(redactValue(JSON.parse(text))) };
  for (const { name, digest, text } of await journal.documents('runbook', from, to))
    yield { name: `runbooks/${safe(name)}.${digest.slice(0, 12)}.md`, text };
}

/** A name within the archive must lead nowhere. */
function safe(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9_-]/g, '_').slice(0, 100);
}

const asDocument = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
