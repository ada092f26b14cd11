/**
 * What is to be known of every path that the console answers: one entry each. A route can only be made of a path that
 * stands here (`route.ts`), and `/api/v1/openapi.json` and the page `/api` are written from it.
 */

import type { z } from 'zod';
import {
  changesQuery,
  deployReportQuery,
  eventsQuery,
  handoverQuery,
  historyQuery,
  incidentQuery,
  noQuery,
  postureQuery,
  refreshQuery,
  sealQuery,
} from '../query.ts';
import type { SchemaName } from './schemas.ts';

/** A body that is JSON names its schema; any other its media type. */
type Body = { says: string } & ({ schema: SchemaName } | { type: string });

export interface Operation {
  tag: 'present' | 'past' | 'process' | 'older clients' | 'documentation';
  summary: string;
  query: z.ZodType;
  /** What stands in the path's variable part. */
  variable?: string;
  answers: Readonly<Record<number, Body>>;
}

const UNREAD = { schema: 'Problem', says: 'The journal cannot be read, and why' } as const;
const NOT_FOUND = { schema: 'Problem', says: 'There is none' } as const;
const json = (schema: SchemaName, says: string) => ({ 200: { schema, says } });

export const OPERATIONS = {
  '/api/v1/posture': {
    tag: 'present',
    summary:
      'The whole present in one document, with the time of the answer in the header x-console-time; with `at` what was in force then, byte for byte, with its SHA-256 (RFC 8785) and the judge’s version as headers',
    query: postureQuery,
    answers: {
      ...json('Posture', 'What is said, or was'),
      404: { schema: 'Problem', says: 'Nothing was published then, and why' },
      503: UNREAD,
    },
  },
  '/api/v1/changes': {
    tag: 'past',
    summary:
      'When what it said changed, and when nobody watched or nothing could be kept; the last day when left out',
    query: changesQuery,
    answers: { ...json('Changes', 'The changes, oldest first'), 503: UNREAD },
  },
  '/api/v1/incident.zip': {
    tag: 'past',
    summary:
      'What was said and known over a span of at most 24 h and 500 changes, as files: postures, facts, warning events, charts, deploy reports, a timeline, plan and runbooks in force, and a manifest with their SHA-256, signed with the console’s key. The same span gives the same bytes for as long as the journal keeps it',
    query: incidentQuery,
    answers: {
      200: { type: 'application/zip', says: 'The files; one that breaks off is none' },
      404: { schema: 'Problem', says: 'Nothing is remembered of that time' },
      503: UNREAD,
    },
  },
  '/api/v1/handover': {
    tag: 'past',
    summary:
      'What one person on call hands to the next of a time of at most 7 days: what fired and for how long, what is open, cadence, changes of images, replicas and modes, and what nobody watched; since the close of the last session when left out. Of more than 2,000 changes the later part is told, and the earlier named as left out',
    query: handoverQuery,
    answers: { ...json('Handover', 'The hand-over'), 503: UNREAD },
  },
  '/api/v1/slo': {
    tag: 'past',
    summary:
      'How each SLO of the plan stands this month: good, bad and unobserved minutes, budget, burn rates',
    query: noQuery,
    answers: { ...json('Slo', 'The SLOs, and until when they may be shown as the present'), 503: UNREAD },
  },
  '/api/v1/seal': {
    tag: 'present',
    summary:
      'A signature over a picture’s pixels, the time, and a posture that was in force within ten minutes: it tells later that the picture was not altered, not that it shows that posture',
    query: sealQuery,
    answers: {
      ...json('Seal', 'The seal'),
      404: { schema: 'Problem', says: 'No such posture was in force lately' },
      429: { schema: 'Problem', says: 'Too many are asked for' },
      503: { schema: 'Problem', says: 'There is no key, and why' },
    },
  },
  '/api/v1/seal/key': {
    tag: 'present',
    summary: 'The public key that seals are checked with',
    query: noQuery,
    answers: { ...json('SealKey', 'The key'), 503: { schema: 'Problem', says: 'There is none, and why' } },
  },
  '/api/v1/stream': {
    tag: 'present',
    summary:
      'The same as it changes: an event `posture` when a verdict or its evidence does, `tick` each second',
    query: noQuery,
    answers: { 200: { type: 'text/event-stream', says: 'Events without end' } },
  },
  '/api/v1/history': {
    tag: 'past',
    summary:
      'One numeric series of one agent, at most four points a column so that no spike is lost, and what was not observed',
    query: historyQuery,
    answers: { ...json('History', 'The series'), 404: NOT_FOUND, 503: UNREAD },
  },
  '/api/v1/plan': {
    tag: 'present',
    summary: 'The plan in force, and what is wrong with the file on disk if anything is',
    query: noQuery,
    answers: json('Plan', 'The plan'),
  },
  '/api/v1/contracts': {
    tag: 'present',
    summary: 'Every agent by every conformance rule, each line of its contract, the limits of age around it',
    query: noQuery,
    answers: json('Contracts', 'The table, and until when it may be shown as the present'),
  },
  '/api/v1/sources': {
    tag: 'present',
    summary: 'What the console reads and asks, how far and how fresh, and what it does not see and why',
    query: noQuery,
    answers: json('Sources', 'The sources, and until when they may be shown as the present'),
  },
  '/api/v1/runbooks/{slug}': {
    tag: 'documentation',
    summary: 'One runbook as Markdown, its placeholders not filled in',
    query: noQuery,
    variable: 'Name of the runbook’s file without .md',
    answers: { ...json('Runbook', 'The runbook'), 404: NOT_FOUND },
  },
  '/api/v1/openapi.json': {
    tag: 'documentation',
    summary: 'This document',
    query: noQuery,
    answers: json('OpenApi', 'OpenAPI 3.1'),
  },
  '/healthz': {
    tag: 'process',
    summary: 'Whether the process answers, and no more',
    query: noQuery,
    answers: json('Alive', 'It does'),
  },
  '/readyz': {
    tag: 'process',
    summary: 'Whether every safety source is seen, and what is served is judged in time',
    query: noQuery,
    answers: { ...json('Ready', 'They are'), 503: { schema: 'Ready', says: 'They are not, and why' } },
  },
  '/ops/metrics': {
    tag: 'process',
    summary: 'What the console says, sees and takes, for Prometheus',
    query: noQuery,
    answers: {
      200: { type: 'text/plain', says: 'Prometheus’ text format' },
      500: { schema: 'Problem', says: 'They cannot be told' },
    },
  },
  '/ops/health': {
    tag: 'older clients',
    summary: 'Whether the process answers, and no more',
    query: noQuery,
    answers: json('OlderHealth', 'It does'),
  },
  '/ops/status': {
    tag: 'older clients',
    summary:
      'Kill switch and agents in the older words; what is not proven reads as not good. `refresh` changes nothing',
    query: refreshQuery,
    answers: json('OlderStatus', 'The present'),
  },
  '/api/v1/agents': {
    tag: 'older clients',
    summary: 'The agents of the kinds marketdata, strategy, execution and ingest. `refresh` changes nothing',
    query: refreshQuery,
    answers: json('OlderAgents', 'The agents in the plan’s order'),
  },
  '/api/v1/agents/{name}': {
    tag: 'older clients',
    summary: 'One of them. `refresh` changes nothing',
    query: refreshQuery,
    variable: 'Its name or an alias',
    answers: {
      ...json('OlderAgent', 'The agent'),
      404: { schema: 'Problem', says: 'detail: agent_not_found' },
    },
  },
  '/api/v1/safety': {
    tag: 'older clients',
    summary:
      'Whether the kill switch is confirmed halted, and the critical market data proven fresh. `refresh` changes nothing',
    query: refreshQuery,
    answers: json('OlderSafety', 'What is not proven reads as false'),
  },
  '/api/v1/events/recent': {
    tag: 'older clients',
    summary: 'What changed lately, newest first; 100 when no limit is given',
    query: eventsQuery,
    answers: json('OlderEvents', 'The changes'),
  },
  '/api/v1/reports/deploy/latest': {
    tag: 'older clients',
    summary:
      'The latest deploy report, Markdown unless JSON is asked for; last-modified has the time of its file',
    query: deployReportQuery,
    answers: {
      200: { type: 'text/markdown', says: 'The report as it was written' },
      404: NOT_FOUND,
      500: { schema: 'Problem', says: 'It cannot be told' },
    },
  },
} as const satisfies Readonly<Record<string, Operation>>;
export type DocumentedPath = keyof typeof OPERATIONS;
