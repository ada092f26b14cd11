/** Ways to be unwell × the market's day, over the practice mesh and the shipped plan: what the row reads and its SLO counts. */

import { expect, test } from 'vitest';
import { upOf } from '#lib/evaluate/agents/up.ts';
import { parseCase } from './case.ts';
import { liveThrough } from './run.ts';

const SESSIONS = {
  open: '2026-11-20T15:15:00Z',
  'pre-market, before the first check': '2026-11-20T12:15:00Z',
  weekend: '2026-11-21T15:15:00Z',
  'after an early close': '2026-11-27T18:30:00Z',
} as const;

const STALE_TICK = `{ last_tick_epoch_seconds: <-300s epoch>, age_seconds: 300, ok: false }`;
const scaledTo0 = (kind: string, name: string, pod: string) => `
patches: [{ kind: ${kind}, name: ${name}, with: { spec: { replicas: 0 }, status: { replicas: 0, readyReplicas: 0 } } }]
remove: [{ kind: Pod, name: ${pod} }]`;
const answers = (agent: string, path: string, reply: string) =>
  `answers: [{ agent: ${agent}, path: ${path}, ${reply} }]`;

/** Of the agent in the session that is open, and in all others where that differs. */
type Way = readonly [way: string, agent: string, change: string, open: string, closed?: string];

const WAYS: readonly Way[] = [
  ['calm', 'marketdata-mcp-server', '', 'good: up'],
  ['calm', 'market-ingest-service', '', 'good: up'],
  ['calm', 'execution-agent', '', 'expected-off: not-asked'],
  ['calm', 'strategy-service', '', 'unknown: unknown'],
  [
    'gamma-strategy at 0',
    'strategy-engine',
    scaledTo0('StatefulSet', 'gamma-strategy', 'gamma-strategy-0'),
    'bad: down',
  ],
  [
    'the strategy API at 0, no probe asks it',
    'strategy-engine',
    scaledTo0('Deployment', 'strategy-engine', 'strategy-engine-*'),
    'bad: down',
  ],
  [
    'at 0',
    'marketdata-mcp-server',
    scaledTo0('Deployment', 'marketdata-mcp-server', 'marketdata-mcp-server-*'),
    'bad: down',
  ],
  [
    'HALTED by itself',
    'strategy-engine',
    answers(
      'gamma-strategy',
      '/ops/status',
      'merge: { status: { state: HALTED, reason_codes: [] }, safety: { gating_reasons: [] } }',
    ),
    'bad: down',
  ],
  [
    '503 of its status',
    'strategy-engine',
    answers('gamma-strategy', '/ops/status', 'status: 503, json: {}'),
    'bad: down',
  ],
  [
    '503 with fresh ticks',
    'marketdata-mcp-server',
    answers('marketdata-mcp-server', '/healthz', 'status: 503, merge: { ok: false }'),
    'bad: down',
  ],
  [
    'forced stale',
    'marketdata-mcp-server',
    answers('marketdata-mcp-server', '/healthz', 'status: 503, merge: { forced_stale: true, ok: false }'),
    'bad: down',
  ],
  [
    'stale',
    'marketdata-mcp-server',
    answers('marketdata-mcp-server', '/healthz', `status: 503, merge: ${STALE_TICK}`),
    'bad: down',
    'expected-off: not-asked',
  ],
  [
    '/health 503',
    'marketdata-mcp-server',
    answers('marketdata-mcp-server', '/health', 'status: 503, merge: { status: error }'),
    'bad: down',
  ],
  [
    '/health 503',
    'market-ingest-service',
    answers('market-ingest-service', '/health', 'status: 503, merge: { status: error }'),
    'bad: down',
  ],
];

const HEAD = `source: up.test.ts
what: a row of the table
why: the row and its SLO say the same
say: { calm: false }`;

const CASES = Object.entries(SESSIONS).flatMap(([session, now]) =>
  WAYS.map(([way, agent, change, open, closed = open]) => ({
    ...{ session, now, way, agent, change },
    says: session === 'open' ? open : closed,
  })),
);

test.each(CASES)('$agent, $way, $session: $says', async ({ now, agent, change, says }) => {
  const told = `${HEAD}\nnow: ${now}\n${change}`;
  const rows = (await liveThrough(parseCase('up', told))).at(-1)?.agents ?? [];
  const row = rows.find(({ name }) => name === agent);
  expect(row && `${row.verdict}: ${upOf(row)}`).toBe(says);
});
