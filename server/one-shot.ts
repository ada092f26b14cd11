/**
 * One-shot evaluation: the console's own sources and evaluation in this process, without a listening socket, until
 * each source has read or reported why not (decision 18).
 */

import type { SourcesDocument } from '#lib/documents/sources.ts';
import type { World } from '#lib/evaluate/base/input.ts';
import type { EvaluationState } from '#lib/evaluate/base/state.ts';
import { declaredDays } from '#lib/market/declared-days.ts';
import { marketAt } from '#lib/market/market.ts';
import { text } from '#lib/messages/text.ts';
import type { Posture } from '#lib/posture.ts';
import type { Message } from '#lib/status/message.ts';
import { type Clock, makeClock } from '#platform/clock.ts';
import type { PlanInForce } from '#platform/plan-in-force.ts';
import { NO_JOURNAL } from '#store/no-journal.ts';
import { readBuild } from './build.ts';
import type { MeshConfig } from './config.ts';
import { type Console, makeConsole } from './console.ts';
import { readInputs } from './inputs.ts';
import { makeLog } from './logging/log.ts';
import { type Asking, anyBlind, pending } from './pending-sources.ts';
import { runbooksOf } from './runbooks.ts';

/**
 * Sources without a result by then are reported as pending; longer than the longest probe interval and its timeout.
 */
const WAIT_MS = 15_000;
/** Time for an unavailable source to recover: an API server behind a balancer resets a connection now and then. */
const HEAL_MS = 5_000;
const CHECK_EVERY_MS = 100;
/** Somebody waits, so agents are not asked spread over their intervals; at once would be a burst for a large mesh. */
const ASKED_WITHIN_MS = 1_000;

export interface OneShotOptions {
  config: MeshConfig;
  /** The folder of the product. */
  root: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Called at each check: the pending sources, and the time waited in milliseconds. */
  progress(waiting: readonly string[], ms: number): void;
}

export interface OneShot {
  posture: Posture;
  /** Evaluation input of that posture, and the evaluation state after it. */
  world: World;
  evaluationState: EvaluationState;
  sources: SourcesDocument;
  plan: PlanInForce;
  /** Sources that were still pending; empty after a complete run. */
  pending: Message[];
}

/** @throws ConfigurationError with every mistake in the configuration. An unavailable mesh is not an error. */
export async function evaluateOnce(options: OneShotOptions): Promise<OneShot> {
  const { config, root, env } = options;
  const clock = makeClock(config.clockOffset);
  const build = readBuild(root);
  const runbooks = runbooksOf(config.plan, root);
  const { credentials, plan, timings } = await readInputs(config, runbooks);
  const about = {
    version: build.version,
    build: build.id,
    clockOffsetSeconds: config.clockOffset,
    context: credentials.contextName,
  };
  const { permissionReview, withoutCloudRun } = config;
  // Nothing is logged: the posture has it, and standard output belongs to the document.
  const log = makeLog({ write: () => undefined });
  const parts = {
    plan,
    about,
    clock,
    credentials,
    timings,
    permissionReview,
    withoutCloudRun,
    firstAnswersWithinMs: ASKED_WITHIN_MS,
    runbooks,
    journal: NO_JOURNAL,
    artifacts: null,
    env,
    log,
  };
  const mesh = makeConsole({ ...parts, publish: NOBODY });
  mesh.start();
  try {
    const asking = { plan: plan.plan, inCluster: credentials.inCluster, env };
    const waiting = await heard(mesh, asking, clock, options.progress);
    const posture = mesh.runtime.posture();
    const now = Date.parse(posture.at);
    const world = {
      plan: plan.plan,
      ledger: mesh.ledger(),
      market: marketAt(now, declaredDays(plan.plan)),
      now,
    };
    return {
      posture,
      world,
      evaluationState: mesh.evaluationState(),
      sources: mesh.runtime.sources(),
      plan,
      pending: waiting,
    };
  } finally {
    await mesh.stop();
  }
}

/** Nobody reads the stream of a console that does not listen. */
const NOBODY = {
  posture: () => undefined,
  tick: () => undefined,
  viewers: () => 0,
  drops: () => ({ readers: 0, messages: 0 }),
};

/** Resolves with the sources that are still pending; empty if all reported in time. */
async function heard(
  mesh: Console,
  asking: Asking,
  clock: Clock,
  progress: OneShotOptions['progress'],
): Promise<Message[]> {
  const began = clock.monotonic();
  for (;;) {
    const waiting = pending(mesh.ledger(), asking);
    const ms = clock.monotonic() - began;
    progress(waiting.map(text), ms);
    const settled = waiting.length === 0 && (ms >= HEAL_MS || !anyBlind(mesh.ledger()));
    if (settled || ms >= WAIT_MS) return waiting;
    await new Promise((resolve) => setTimeout(resolve, CHECK_EVERY_MS));
  }
}
