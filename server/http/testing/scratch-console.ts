/** The console's own routes over a collector that hears only what a test tells it. */
import type { Server } from 'node:http';
import { SAMPLE_PLAN } from '#lib/judgement/sample/plan.ts';
import { ChangeLog } from '../../changes.ts';
import { type Clock, makeClock } from '../../clock.ts';
import { Collector } from '../../collector.ts';
import { openDeployReports } from '../../deploy-reports.ts';
import { knownOf } from '../../evidence/recent-postures.ts';
import type { OpenedKey } from '../../evidence/seal-key.ts';
import { Sealer } from '../../evidence/sealer.ts';
import type { Journal } from '../../journal/journal.ts';
import { NO_JOURNAL } from '../../journal/no-journal.ts';
import { makeMetrics } from '../../metrics/metrics.ts';
import { makeOlderDocuments } from '../../older-documents.ts';
import { reportsReader } from '../../reports/reports-reader.ts';
import { openRuns } from '../../reports/runs.ts';
import { openRunbooks } from '../../runbooks.ts';
import { makeRuntime } from '../../runtime.ts';
import { createConsoleServer } from '../server.ts';
import { Stream } from '../stream.ts';

export interface Scratch {
  artifacts: string;
  journal?: Journal;
  clock?: Clock;
  sealKey?: OpenedKey;
  /** How the process is said to be doing. */
  reasons?: () => string[];
  /** Told the path of each page that is asked for. */
  page?: (path: string) => void;
}

export function scratchConsole(scratch: Scratch): { server: Server; collector: Collector } {
  const {
    artifacts,
    journal = NO_JOURNAL,
    clock = makeClock(0),
    sealKey = { key: null, why: 'this test has none' },
    reasons = () => [],
    page = () => undefined,
  } = scratch;
  const plan = { plan: SAMPLE_PLAN, file: 'sample', digest: 'd', problems: [] };
  const about = { version: '0', build: 'b', clockOffsetSeconds: 0, context: 'c' };
  const changes = new ChangeLog();
  const collector = new Collector({
    plan,
    about,
    clock,
    listeners: {
      posture: (posture, before) => changes.compare(before, posture),
      tick: () => undefined,
      judged: () => undefined,
    },
  });
  const vitals = () => ({
    judgedMsAgo: 0,
    lateMs: 0,
    stalls: 0,
    clockSteps: 0,
    lastStall: null,
    lastStep: null,
    reasons: reasons(),
  });
  const runtime = makeRuntime({
    collector,
    changes,
    journal,
    runbooks: openRunbooks('docs/ops/runbooks'),
    reports: reportsReader({ runs: openRuns(artifacts), latest: openDeployReports(artifacts) }),
    self: () => ({ vitals: vitals(), viewers: 0, droppedReaders: 0, publishedAt: clock.now() }),
  });
  const stream = new Stream(() => ({ posture: runtime.posture(), tick: runtime.tick() }), clock.monotonic);
  const metrics = makeMetrics({
    posture: runtime.posture,
    tick: runtime.tick,
    mishaps: () => 0,
    viewers: () => stream.viewers(),
    judgedAt: () => collector.judgedAt(),
    sights: () => collector.sights(),
    drops: () => stream.drops(),
    vitals,
  });
  const answers = {
    runtime,
    stream,
    journal,
    postureBytes: () => Buffer.from(JSON.stringify(runtime.posture())),
    plan: () => plan,
    metrics: metrics.page,
    vitals,
    older: makeOlderDocuments({ collector, changes, vitals }),
    deployReports: openDeployReports(artifacts),
    sealer: new Sealer({
      opened: sealKey,
      clock,
      clockOffsetSeconds: 0,
      find: (id) => (collector.posture().id === id ? knownOf(collector.posture()) : null),
    }),
    now: clock.now,
  };
  const server = createConsoleServer(answers, async (request, response) => {
    page(request.url ?? '');
    response.end();
  });
  return { server, collector };
}
