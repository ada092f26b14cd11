/** Items of the cadence that can never occur, or never be seen done. */

import { contractOf, type ProbeKind, probeKindSchema } from '../contracts/registry.ts';
import type { PlanOutline } from './outline.ts';
import { mistake, type PlanIssue, type PlanPath } from './plan-issue.ts';
import { nearest } from './suggest.ts';

type Item = PlanOutline['cadence'][number];
type Evidence = Item['evidence'][number];

/** Minutes of a New York day. On an early close its items come three hours sooner. */
const OPEN = 570;
const CLOSE = 960;
const EARLY_CLOSE = 780;
const DAY = 1440;

export function cadenceChecks(plan: PlanOutline): PlanIssue[] {
  return plan.cadence.flatMap((item, i) => {
    const path: PlanPath = ['cadence', i];
    return [
      ...timeIssues(item, path),
      ...item.evidence.flatMap((evidence, j) =>
        evidenceIssues(plan, item, evidence, [...path, 'evidence', j]),
      ),
    ];
  });
}

/** An item belongs to its session's own day, and one that repeats ends with the session. */
function timeIssues({ anchor, offsetMinutes, everyMinutes }: Item, path: PlanPath): PlanIssue[] {
  if (offsetMinutes === null || !['open', 'close'].includes(anchor)) return [];
  const at = [...path, 'offsetMinutes'];
  const [earliest, latest] = anchor === 'open' ? [OPEN, OPEN] : [EARLY_CLOSE, CLOSE];
  if (earliest + offsetMinutes < 0 || latest + offsetMinutes >= DAY)
    return [never(at, anchor, offsetMinutes, 'which is on another day')];
  const repeats = everyMinutes !== null;
  const lastStart = anchor === 'open' ? CLOSE - OPEN : 0;
  if (!repeats) return [];
  if (offsetMinutes > lastStart)
    return [never(at, anchor, offsetMinutes, 'after the close, with which what repeats ends')];
  if (offsetMinutes + everyMinutes > lastStart) return [once([...path, 'everyMinutes'], everyMinutes)];
  return [];
}

function never(path: PlanPath, anchor: string, offset: number, why: string): PlanIssue {
  const found = `${Math.abs(offset)} minutes ${offset < 0 ? 'before' : 'after'} the ${anchor}`;
  const message = `expected a time of the session’s day; found ${found}, ${why}: it would never occur`;
  return mistake(path, message, 'Write a smaller offset, or the other anchor.');
}

function once(path: PlanPath, every: number): PlanIssue {
  const message = `expected an item that repeats before the close; every ${every} minutes it would occur once`;
  return mistake(path, message, 'Write fewer minutes, or remove everyMinutes.');
}

function evidenceIssues(plan: PlanOutline, item: Item, evidence: Evidence, path: PlanPath): PlanIssue[] {
  if (item.throughout && (evidence.kind === 'human' || evidence.kind === 'job'))
    return [neverThroughout([...path, 'kind'], evidence.kind)];
  if (evidence.kind === 'sample') return sampleIssues(plan, evidence, path);
  return evidence.kind === 'job' ? jobIssues(plan, evidence, path) : [];
}

function neverThroughout(path: PlanPath, kind: string): PlanIssue {
  const message = `expected evidence that can be watched throughout; found "${kind}", which is seen once`;
  return mistake(path, message, 'Remove `throughout`, or name other evidence.');
}

/** The console samples heartbeats only. */
function sampleIssues(plan: PlanOutline, { agents }: Evidence, path: PlanPath): PlanIssue[] {
  const sampled = plan.agents.filter((agent) => agents.includes(agent.name));
  if (sampled.length === 0 || sampled.some(hasHeartbeat)) return [];
  const message = `expected an agent with a heartbeat to sample; ${sampled.map((a) => a.name).join(', ')} has none`;
  return [mistake([...path, 'agents'], message, 'Name an agent with such a probe, or give it one.')];
}

/** True if one of an agent's probes says when it beat last; one that the schema refuses may be meant to. */
export function hasHeartbeat({ probes }: PlanOutline['agents'][number]): boolean {
  return probes.some(({ kind, target }) => {
    const refused = !isKind(kind) || (kind === 'config-heartbeat' && target.workload !== undefined);
    return refused || contractOf(kind).beat !== undefined;
  });
}

function isKind(kind: string): kind is ProbeKind {
  return probeKindSchema.safeParse(kind).success;
}

const RUNS = ['CronJob', 'Job'];

/** What no entry of the plan declares would be reported as undeclared when it ran: its name is a slip. */
function jobIssues(plan: PlanOutline, { workload }: Evidence, path: PlanPath): PlanIssue[] {
  const { kind, name } = workload;
  if (kind === '' || name === '') return [];
  if (!RUNS.includes(kind)) return [noRun([...path, 'workload', 'kind'], kind)];
  const known = [...plan.agents.flatMap((a) => a.workloads), ...plan.otherWorkloads]
    .filter((w) => w.kind === kind)
    .map((w) => w.name);
  if (known.includes(name)) return [];
  const meant = nearest(name, known);
  const message = `expected a ${kind} that an agent or otherWorkloads declares; found "${name}"`;
  const remedy = meant === null ? 'Add it to otherWorkloads.' : `Did you mean "${meant}"?`;
  return [mistake([...path, 'workload', 'name'], message, remedy)];
}

function noRun(path: PlanPath, kind: string): PlanIssue {
  const message = `expected a CronJob or a Job, whose run ends; found "${kind}"`;
  return mistake(path, message, 'Name the job that does it.');
}
