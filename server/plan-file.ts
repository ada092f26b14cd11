/**
 * The plan from its YAML text: parsed, checked, and every mistake in it named with its line and column.
 */

import { createHash } from 'node:crypto';
import { type Document, LineCounter, parseDocument, type YAMLError } from 'yaml';
import { CONFORMANCE_RULES } from '#lib/evaluate/conformance/registry.ts';
import { DETECTOR_IDS } from '#lib/evaluate/failures/registry.ts';
import { crossChecks } from '#lib/plan/cross-checks.ts';
import { schemaIssues } from '#lib/plan/explain.ts';
import { marketNotes } from '#lib/plan/market-checks.ts';
import { outlineSchema } from '#lib/plan/outline.ts';
import { type PlanIssue, pathText } from '#lib/plan/plan-issue.ts';
import { type Plan, planSchema } from '#lib/plan/schema.ts';
import { locate, positionAt, type TextPosition } from './plan-locate.ts';

/** A plan longer than this (in UTF-8 bytes) is not read: it is no plan. */
export const PLAN_LIMIT_BYTES = 1024 * 1024;
/** A plan repeats little; more aliases than this are an attack on memory. */
const ALIAS_LIMIT = 100;

/** So many problems are named one by one; a file with more is no plan. */
const PROBLEM_LIMIT = 100;

/** One mistake: place, expected and found value, remedy. */
export interface PlanProblem extends TextPosition {
  /** Such as `agents[0].criticality`. */
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

export type PlanResult =
  | {
      readonly ok: true;
      readonly plan: Plan;
      readonly digest: string;
      /** What is no mistake, and may not be what was meant. */
      readonly notes: readonly PlanProblem[];
    }
  | { readonly ok: false; readonly problems: readonly PlanProblem[] };

export interface ParsePlanOptions {
  /** The slugs of the runbooks that exist; without them, references to runbooks are not checked. */
  readonly runbooks?: ReadonlySet<string>;
}

/** Parses a plan. Never throws: all mistakes come back as problems, in the order of the file. */
export function parsePlan(text: string, options: ParsePlanOptions = {}): PlanResult {
  try {
    return parse(text, options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failed([
      problemAt(
        1,
        `expected YAML that can be read; ${reason}`,
        'Make it simpler: fewer aliases, less nesting.',
      ),
    ]);
  }
}

/** One line for each problem: `plan/agent-mesh.yaml:12:5: agents[0].criticality: expected …; found "P9". Write …`. */
export function formatProblems(problems: readonly PlanProblem[], filename: string): string {
  return problems
    .map(
      ({ line, column, path, message, remedy }) =>
        `${filename}:${line}:${column}: ${path}: ${message}. ${remedy}`,
    )
    .join('\n');
}

/** A problem of the file as a whole. */
export function problemAt(line: number, message: string, remedy: string): PlanProblem {
  return { line, column: 1, path: 'the plan', message, remedy };
}

function parse(text: string, options: ParsePlanOptions): PlanResult {
  const bytes = Buffer.byteLength(text);
  if (bytes > PLAN_LIMIT_BYTES) {
    return failed([
      problemAt(1, `expected at most ${PLAN_LIMIT_BYTES} bytes; found ${bytes}`, 'Give the path of a plan.'),
    ]);
  }
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const syntax = syntaxProblems([...doc.errors, ...doc.warnings], lines);
  if (doc.errors.some((error) => error.code !== 'DUPLICATE_KEY')) return failed(syntax);
  const data: unknown = doc.toJS({ maxAliasCount: ALIAS_LIMIT });
  if (data === null) return failed([problemAt(1, 'expected a plan; the file is empty', EMPTY_REMEDY)]);
  const nameable = {
    runbooks: options.runbooks ?? null,
    conformanceRules: CONFORMANCE_RULES.map((rule) => rule.id),
    detectors: DETECTOR_IDS,
    texts: textsOf(data),
  };
  const outline = outlineSchema.parse(data);
  const issues = [...schemaIssues(data), ...crossChecks(outline, nameable)];
  const problems = [...syntax, ...issues.map((issue) => located(issue, doc, lines))];
  if (problems.length > 0) return failed(problems);
  const notes = marketNotes(outline).map((note) => located(note, doc, lines));
  const digest = createHash('sha256').update(text).digest('hex');
  return { ok: true, plan: planSchema.parse(data), digest, notes };
}

/** Every text of the plan, wherever it stands. Aliases may make a circle. */
function textsOf(data: unknown, seen = new Set<object>()): string[] {
  if (typeof data === 'string') return [data];
  if (typeof data !== 'object' || data === null || seen.has(data)) return [];
  seen.add(data);
  return Object.values(data).flatMap((value: unknown) => textsOf(value, seen));
}

const EMPTY_REMEDY = 'Start from plan/agent-mesh.yaml, which comes with the product.';

function failed(problems: readonly PlanProblem[]): PlanResult {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const shown = sorted.slice(0, PROBLEM_LIMIT);
  const last = sorted[PROBLEM_LIMIT];
  const more = `expected a plan; ${sorted.length - PROBLEM_LIMIT} more problems follow here`;
  return {
    ok: false,
    problems: last ? [...shown, problemAt(last.line, more, 'Mend the ones above first.')] : shown,
  };
}

function located(issue: PlanIssue, doc: Document, lines: LineCounter): PlanProblem {
  return {
    ...locate(doc, lines, issue),
    path: pathText(issue.path),
    message: issue.message,
    remedy: issue.remedy,
  };
}

/** One for each line: the parser repeats itself while it finds its footing again. */
function syntaxProblems(errors: readonly YAMLError[], lines: LineCounter): PlanProblem[] {
  const byLine = new Map<number, PlanProblem>();
  for (const problem of errors.map((error) => syntaxProblem(error, lines))) {
    if (!byLine.has(problem.line)) byLine.set(problem.line, problem);
  }
  return [...byLine.values()];
}

function syntaxProblem(error: YAMLError, lines: LineCounter): PlanProblem {
  const reason = SYNTAX_REASONS[error.code] ?? error.message.replace(/[.\s]+$/, '').replace(/\s+/g, ' ');
  const message = `expected valid YAML; ${reason}`;
  return {
    ...positionAt(lines, error.pos[0]),
    path: 'YAML',
    message,
    remedy: SYNTAX_MENDS[error.code] ?? DEFAULT_MEND,
  };
}

const SYNTAX_REASONS: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  DUPLICATE_KEY: 'this key is in its map twice',
  MULTIPLE_DOCS: 'a second document starts here',
  TAB_AS_INDENT: 'this line is indented with a tab',
  RESOURCE_EXHAUSTION: 'it is nested too deep',
};
const DEFAULT_MEND = 'Look at this line and the one before it.';
const SYNTAX_MENDS: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  DUPLICATE_KEY: 'Keep one of them.',
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_INDENT: 'Line it up with its neighbours.',
  TAG_RESOLVE_FAILED: 'Remove the tag.',
  MULTIPLE_DOCS: 'Keep one document, without a second "---".',
  BLOCK_AS_IMPLICIT_KEY: 'Put the text in quotes: a colon in it reads as a key.',
  BAD_ALIAS: 'Write the value itself, or anchor it above.',
};
