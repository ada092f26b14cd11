/** The console as a whole, without its sockets: plan, sources and collector put together. */

import type { Logger } from 'pino';
import { startArtifacts } from '#collectors/artifacts/artifacts-source.ts';
import { startCloudRun } from '#collectors/cloud-run/cloud-run-source.ts';
import { googleTokens } from '#collectors/cloud-run/google-token.ts';
import type { Credentials } from '#collectors/kubernetes/credentials.ts';
import type { Mark } from '#collectors/kubernetes/mappers/map-context.ts';
import { startKubernetesSource } from '#collectors/kubernetes/source.ts';
import type { Timings } from '#collectors/kubernetes/timings.ts';
import { startProbes } from '#collectors/probes/source.ts';
import { type LegacyDocuments, makeLegacyDocuments } from '#features/legacy-api/server/documents.ts';
import { type Artifacts, NO_REPORTS, reportsReader } from '#features/reports/server/reports-reader.ts';
import { type KnownPosture, RecentPostures } from '#features/seals/server/recent-postures.ts';
import type { PlanDocument } from '#lib/documents/plan.ts';
import type { Runbooks } from '#lib/documents/runbook.ts';
import type { EvaluationState } from '#lib/evaluate/base/state.ts';
import type { Fact } from '#lib/facts/fact.ts';
import type { Ledger } from '#lib/facts/ledger.ts';
import { instant } from '#lib/format/instant.ts';
import type { Plan } from '#lib/plan/schema.ts';
import type { Posture, Tick } from '#lib/posture.ts';
import { transitions } from '#lib/timeline/transitions.ts';
import type { Clock } from '#platform/clock.ts';
import type { About } from '#platform/compose-posture.ts';
import type { PlanInForce } from '#platform/plan-in-force.ts';
import type { Runtime } from '#server/handle.ts';
import { documentsOf } from '#store/documents.ts';
import type { Journal } from '#store/journal.ts';
import { journalStatus } from '#store/journal-source.ts';
import { NO_JOURNAL } from '#store/no-journal.ts';
import { ChangeLog } from './changes.ts';
import { Collector } from './collector.ts';
import type { Drops } from './http/stream.ts';
import { logChanges } from './logging/log-changes.ts';
import { type Metrics, makeMetrics } from './metrics/metrics.ts';
import { makeRuntime } from './runtime.ts';
import { samplesOf } from './samples.ts';
import { type VitalSigns, Vitals } from './vitals.ts';

const TICK_MS = 1_000;
/** A runbook that was changed is kept within this time; what is in force is noted as that. */
const DOCUMENTS_EVERY_MS = 3_600_000;

export interface Console {
  runtime: Runtime;
  /** Current facts, and the evaluation state. */
  ledger(): Ledger;
  evaluationState(): EvaluationState;
  planDocument(): PlanDocument;
  metrics: Pick<Metrics, 'page'>;
  /** The legacy API's documents. */
  legacy: LegacyDocuments;
  /** Health of its own process. */
  vitals(): VitalSigns;
  /** A posture that is in force or was within ten minutes; null for any other id. */
  recentPosture(id: string): KnownPosture | null;
  setPlan(plan: PlanInForce): void;
  start(): void;
  stop(): Promise<void>;
}

export interface ConsoleOptions {
  plan: PlanInForce;
  about: Omit<About, 'startedAt'>;
  clock: Clock;
  credentials: Credentials;
  /** Of the Kubernetes source, if they are not the ones it has. */
  timings: Partial<Timings>;
  /** Of the probes, where somebody waits for the first answers: within how many milliseconds each is asked. */
  firstAnswersWithinMs?: number;
  /** Marks values that are not kept. */
  mark?: Mark | undefined;
  /** True if it asks for its own permissions. */
  permissionReview: boolean;
  /** True if the operator says that Cloud Run is not searched. */
  withoutCloudRun: boolean;
  runbooks: Runbooks;
  /** Its journal. */
  journal: Journal;
  /** The folder of artifacts; null if nobody looks into it. */
  artifacts: Artifacts | null;
  env: Readonly<Record<string, string | undefined>>;
  log: Logger;
  publish: { posture(posture: Posture): void; tick(tick: Tick): void; viewers(): number; drops(): Drops };
}

export function makeConsole(options: ConsoleOptions): Console {
  const { about, clock, log, publish, journal } = options;
  let inForce = options.plan;
  const changes = new ChangeLog();
  const recent = new RecentPostures();
  const metrics = makeMetrics({
    posture: () => collector.posture(),
    tick: () => collector.latestTick(),
    evaluatedAt: () => collector.evaluatedAt(),
    sourceStatuses: () => collector.sourceStatuses(),
    viewers: () => publish.viewers(),
    drops: () => publish.drops(),
    vitals: () => vitals.signs(),
    internalErrors: () => internalErrors(),
  });
  const vitals = new Vitals(clock, log);
  let publishedAt = clock.now();
  const collector = new Collector({
    plan: inForce,
    about,
    clock,
    ...savedState(journal, log),
    listeners: {
      posture(posture, before, detectionMs, inputs) {
        publishedAt = clock.now();
        metrics.published(detectionMs);
        const news = transitions(before, posture);
        changes.note(posture, news);
        logChanges(log, before, posture, news);
        publish.posture(posture);
        recent.published(posture, clock.monotonic());
        journal.published(posture, inputs);
        evaluatedBy(journal, collector, clock);
      },
      tick(tick, posture) {
        metrics.second(posture);
        journal.sampled(samplesOf(inForce.plan, posture, clock.now()));
        publish.tick(tick);
        evaluatedBy(journal, collector, clock);
      },
      evaluated(ms) {
        vitals.evaluated();
        metrics.evaluated(ms);
      },
    },
  });
  let toldAt = 0;
  const tellDocuments = () => {
    toldAt = clock.monotonic();
    journal.inForce(clock.now(), documentsOf(inForce, options.runbooks));
  };
  let stopSources: (() => Promise<void>) | null = null;
  let replan: (plan: Plan) => void = () => undefined;
  let internalErrors = () => 0;

  return {
    runtime: makeRuntime({
      collector,
      changes,
      runbooks: options.runbooks,
      journal,
      reports: options.artifacts === null ? NO_REPORTS : reportsReader(options.artifacts),
      self: () => ({
        vitals: vitals.signs(),
        viewers: publish.viewers(),
        droppedReaders: publish.drops().readers,
        publishedAt,
      }),
    }),
    ledger: () => collector.ledger(),
    evaluationState: () => collector.evaluationState(),
    metrics,
    legacy: makeLegacyDocuments({ collector, changes, vitals: () => vitals.signs() }),
    vitals: () => vitals.signs(),
    recentPosture: (id) => recent.find(id, clock.monotonic()),
    planDocument: () => ({
      file: inForce.file,
      digest: inForce.digest,
      problems: [...inForce.problems],
      plan: inForce.plan,
    }),
    setPlan(plan) {
      inForce = plan;
      tellDocuments();
      collector.setPlan(plan);
      replan(plan.plan);
    },
    start() {
      const sources = startSources(options, inForce.plan, (facts) => {
        metrics.facts(facts);
        collector.say(facts);
      });
      replan = sources.setPlan;
      internalErrors = sources.internalErrors;
      recent.published(collector.posture(), clock.monotonic());
      journal.published(collector.posture(), collector.inputs());
      tellDocuments();
      const stopTicks = everySecond(clock, (lateMs) => {
        vitals.beat(lateMs);
        if (journal !== NO_JOURNAL) collector.say([journalStatus(journal, clock.now())]);
        collector.tick();
        if (clock.monotonic() - toldAt >= DOCUMENTS_EVERY_MS) tellDocuments();
      });
      stopSources = async () => {
        stopTicks();
        await sources.stop();
      };
    },
    stop: () => stopSources?.() ?? Promise.resolve(),
  };
}

function evaluatedBy(journal: Journal, collector: Collector, clock: Clock): void {
  journal.evaluated(clock.now(), collector.evaluationState(), collector.ledger());
}

/** Evaluation state of an earlier process, so that timers survive it. A read error is reported, not hidden. */
function savedState({ saved }: Journal, log: Logger) {
  if (saved === null) return {};
  const { at, evaluationState } = saved;
  const since = instant(at);
  if (evaluationState === null)
    log.warn({ at: since }, 'evaluation state cannot be read: every timer restarts');
  else log.info({ at: since, timers: evaluationState.timers.size }, 'evaluation state restored from');
  return evaluationState === null ? {} : { evaluationState };
}

function startSources(options: ConsoleOptions, plan: Plan, say: (facts: readonly Fact[]) => void) {
  const { credentials, timings, clock, log, env, artifacts } = options;
  const { firstAnswersWithinMs = Number.POSITIVE_INFINITY } = options;
  const endArtifacts =
    artifacts === null ? () => undefined : startArtifacts({ runs: artifacts.runs, clock, say });
  const tokens = googleTokens(env, clock);
  const cloudRun = startCloudRun({
    ...{ plan, env, tokens, clock, say, log },
    excluded: options.withoutCloudRun,
  });
  const kubernetes = startKubernetesSource({
    credentials,
    plan,
    timings,
    permissionReview: options.permissionReview,
    mark: options.mark,
    clock,
    say,
    log,
  });
  const probes = startProbes({
    plan,
    pods: kubernetes.pods,
    config: kubernetes.config,
    tokens,
    transport: kubernetes.transport,
    inCluster: credentials.inCluster,
    env,
    firstWithinMs: firstAnswersWithinMs,
    clock,
    say,
    log,
  });
  return {
    internalErrors: () => kubernetes.internalErrors(),
    setPlan(next: Plan) {
      kubernetes.setPlan(next);
      probes.setPlan(next);
      cloudRun.setPlan(next);
    },
    async stop() {
      endArtifacts();
      probes.stop();
      cloudRun.stop();
      await kubernetes.stop();
    },
  };
}

/** Beats each second of the monotonic clock, without drift; a late beat says how late it is, and is not made up for. */
function everySecond(clock: Clock, beat: (lateMs: number) => void): () => void {
  let due = clock.monotonic();
  let timer: NodeJS.Timeout;
  const next = () => {
    due = Math.max(due + TICK_MS, clock.monotonic());
    timer = setTimeout(
      () => {
        beat(Math.max(0, clock.monotonic() - due));
        next();
      },
      Math.max(0, due - clock.monotonic()),
    );
  };
  next();
  return () => clearTimeout(timer);
}
