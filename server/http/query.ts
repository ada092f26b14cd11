/** Query strings, parsed by a schema; whatever the schema does not know is a mistake of the caller, and said so. */

import { z } from 'zod';
import { pixelsSchema } from '#features/seals/server/seal-code.ts';
import type { Problem } from '#lib/documents/problem.ts';
import { RANGES, SERIES } from '#lib/series/history.ts';

type Parsed<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** Parses a query: each parameter at most once, no unknown ones. All mistakes at once. */
export function parseQuery<T>(search: URLSearchParams, schema: z.ZodType<T>): Parsed<T> {
  const repeated = [...new Set(search.keys())].filter((key) => search.getAll(key).length > 1);
  const result = schema.safeParse(Object.fromEntries(search));
  const errors = [
    ...repeated.map((parameter) => ({ parameter, detail: 'given more than once' })),
    ...(result.success ? [] : result.error.issues.flatMap(issueErrors)),
  ];
  if (errors.length === 0 && result.success) return { ok: true, value: result.data };
  const detail = errors.map((e) => `${e.parameter}: ${e.detail}`).join('; ');
  return { ok: false, problem: { type: 'about:blank', title: 'Bad Request', status: 400, detail, errors } };
}

function issueErrors(issue: z.core.$ZodIssue): { parameter: string; detail: string }[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((parameter) => ({
      parameter: parameter.slice(0, 60),
      detail: 'unknown parameter',
    }));
  return [{ parameter: issue.path.join('.') || 'query', detail: issue.message }];
}

/** A query that takes no parameter. */
export const noQuery = z.strictObject({});

/** `?refresh=`: older clients ask for it. What is read of the mesh is read by the plan alone, so that it changes nothing. */
export const refreshQuery = z.strictObject({ refresh: z.string().max(20).optional() });

const MAX_EVENTS = 500;

/** A whole number from 1 to `most`, written without leading zeros. */
const wholeNumber = (most: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,3}$/, `expected a whole number from 1 to ${most}`)
    .transform(Number)
    .refine((n) => n <= most, `expected at most ${most}`);

/** `?limit=`: 100 when left out. */
export const eventsQuery = z.strictObject({ limit: wholeNumber(MAX_EVENTS).optional() });

/** `?format=`: Markdown when left out. */
export const deployReportQuery = z.strictObject({
  format: z.enum(['markdown', 'json'], { error: 'expected markdown or json' }).optional(),
});

const MAX_POINTS = 3_600;

const instant = (error: string) =>
  z.iso.datetime({ offset: true, error: `expected an instant such as ${error}` });

const isOrdered = (q: { from?: string | undefined; to?: string | undefined }) =>
  q.from === undefined || q.to === undefined || Date.parse(q.from) < Date.parse(q.to);
const ORDERED = { path: ['from'], message: 'must be before to' };

/**
 * `?agent=&series=&range=&points=`, or `from` and `to` in place of the range: instants in ISO 8601; the last 15 minutes and
 * 300 columns when left out.
 */
export const historyQuery = z
  .strictObject({
    agent: z.string().min(1).max(253),
    series: z.enum(SERIES, { error: `expected one of ${SERIES.join(', ')}` }),
    range: z.enum(RANGES, { error: `expected one of ${RANGES.join(', ')}` }).optional(),
    from: instant('2026-11-20T15:00:00Z').optional(),
    to: instant('2026-11-20T15:15:00Z').optional(),
    points: wholeNumber(MAX_POINTS).optional(),
  })
  .refine(isOrdered, ORDERED)
  .refine((q) => q.range === undefined || (q.from === undefined && q.to === undefined), {
    path: ['range'],
    message: 'cannot be given together with from or to',
  });

/** `?at=`: the instant of which the posture is asked for; the present when left out. */
export const postureQuery = z.strictObject({ at: instant('2026-11-20T15:32:07Z').optional() });

/** `?posture=&pixels=`: a posture's id, and the SHA-256 of a picture's decoded RGBA. */
export const sealQuery = z.strictObject({ posture: z.string().min(1).max(64), pixels: pixelsSchema });

/** `?from=&to=`: the last day when left out. */
export const changesQuery = z
  .strictObject({
    from: instant('2026-11-20T14:30:00Z').optional(),
    to: instant('2026-11-20T21:00:00Z').optional(),
  })
  .refine(isOrdered, ORDERED);

/** `?from=&to=`: the close of the last session and now when left out. */
export const handoverQuery = z
  .strictObject({
    from: instant('2026-11-19T21:00:00Z').optional(),
    to: instant('2026-11-20T15:00:00Z').optional(),
  })
  .refine(isOrdered, ORDERED);

/** `?from=&to=`: both, since the same two give the same bytes. */
export const incidentQuery = z
  .strictObject({ from: instant('2026-11-20T14:30:00Z'), to: instant('2026-11-20T15:30:00Z') })
  .refine(isOrdered, ORDERED);
