/** The listener and the handlers of the API over a collector that gets its facts from a test. */

import type { Server } from 'node:http';
import { openRuns } from '#collectors/artifacts/runs.ts';
import { makeLegacyDocuments } from '#features/legacy-api/server/documents.ts';
import { openDeployReports } from '#features/reports/server/deploy-reports.ts';
import { reportsReader } from '#features/reports/server/reports-reader.ts';
import { knownOf } from '#features/seals/server/recent-postures.ts';
import type { OpenedKey } from '#features/seals/server/seal-key.ts';
import { Sealer } from '#features/seals/server/sealer.ts';
import { say } from '#lib/messages/say.ts';
import { transitions } from '#lib/timeline/transitions.ts';
import { type Clock, makeClock } from '#platform/clock.ts';
import { ChangeLog } from '#server/changes.ts';
import { Collector } from '#server/collector.ts';
import { answerDocument } from '#server/http/documents.ts';
import { createConsoleServer } from '#server/http/server.ts';
import { Stream } from '#server/http/stream.ts';
import { makeMetrics } from '#server/metrics/metrics.ts';
import { openRunbooks } from '#server/runbooks.ts';
import { makeRuntime, publishRuntime } from '#server/runtime.ts';
import type { Journal } from '#store/journal.ts';
import { NO_JOURNAL } from '#store/no-journal.ts';
import { SAMPLE_PLAN } from '../samples/plan.ts';
import { answerByHandler } from './route-handlers.ts';

export interface Scratch {
  artifacts: string;
  journal?: Journal;
  clock?: Clock;
  sealKey?: OpenedKey;
  /** Reported health of the process. */
  reasons?: () => string[];
  /** Gets the path of each requested page. */
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
      posture: (posture, before) => changes.note(posture, transitions(before, posture)),
      tick: () => undefined,
      evaluated: () => undefined,
    },
  });
  const vitals = () => ({
    evaluatedMsAgo: 0,
    lateMs: 0,
    stalls: 0,
    clockSteps: 0,
    lastStall: null,
    lastStep: null,
    reasons: reasons().map((words) => say('quoted', { words })),
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
    internalErrors: () => 0,
    viewers: () => stream.viewers(),
    evaluatedAt: () => collector.evaluatedAt(),
    sourceStatuses: () => collector.sourceStatuses(),
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
    legacy: makeLegacyDocuments({ collector, changes, vitals }),
    deployReports: openDeployReports(artifacts),
    sealer: new Sealer({
      opened: sealKey,
      clock,
      clockOffsetSeconds: 0,
      find: (id) => (collector.posture().id === id ? knownOf(collector.posture()) : null),
    }),
    now: clock.now,
  };
  const handle = { ...runtime, answer: (path: string, url: URL) => answerDocument(path, url, answers) };
  const server = createConsoleServer(answers, async (request, response) => {
    page(request.url ?? '');
    publishRuntime(handle);
    if (!(await answerByHandler(request, response))) response.end();
  });
  return { server, collector };
}
