/** The process entry: configuration → plan → sources → collector → listener → pages → signals. Nothing starts at import. */

import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommanderError } from 'commander';
import type { Logger } from 'pino';
import { openRuns } from '#collectors/artifacts/runs.ts';
import type { Mark } from '#collectors/kubernetes/mappers/map-context.ts';
import { openDeployReports } from '#features/reports/server/deploy-reports.ts';
import type { Artifacts } from '#features/reports/server/reports-reader.ts';
import { openSealKey } from '#features/seals/server/seal-key.ts';
import { Sealer } from '#features/seals/server/sealer.ts';
import { type Clock, makeClock } from '#platform/clock.ts';
import { ConfigurationError } from '#platform/configuration-error.ts';
import type { PlanInForce } from '#platform/plan-in-force.ts';
import { DiskJournal } from '#store/disk-journal.ts';
import type { Journal } from '#store/journal.ts';
import { type Build, readBuild } from './build.ts';
import { type Config, parseConfig } from './config.ts';
import { type Console, makeConsole } from './console.ts';
import { drain } from './drain.ts';
import { answerDocument } from './http/documents.ts';
import { createConsoleServer } from './http/server.ts';
import { Stream } from './http/stream.ts';
import { readInputs } from './inputs.ts';
import { makeLog } from './logging/log.ts';
import { openMarks } from './mark-key.ts';
import { openPages } from './pages.ts';
import { formatProblems } from './plan-file.ts';
import { type PlanWatcher, watchPlan } from './plan-watcher.ts';
import { type RunbookShelf, runbooksOf } from './runbooks.ts';
import { publishRuntime } from './runtime.ts';

/** sysexits(3), EX_USAGE: the command line, the environment or a file that they name is wrong. */
const EXIT_CONFIGURATION = 64;
const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Time limit of the shutdown, in milliseconds. */
const DRAIN_MS = 1_500;
/** sysexits(3), EX_SOFTWARE: an internal error; the supervisor restarts it. */
const EXIT_SOFTWARE = 70;

async function main(args: readonly string[]): Promise<void> {
  const config = parseConfig(args);
  const log = makeLog();
  endOnMistake(log);
  const clock = makeClock(config.clockOffset);
  const build = readBuild(ROOT);
  const runbooks = runbooksOf(config.plan, ROOT);
  const { credentials, plan, timings } = await readInputs(config, runbooks, () => useDataDir(config.dataDir));

  const journal = await openJournal(config, `${plan.plan.mesh.name} ${credentials.server}`, clock);
  const artifacts = { runs: openRuns(config.artifacts), latest: openDeployReports(config.artifacts) };
  const stream = new Stream(
    () => ({ posture: mesh.runtime.posture(), tick: mesh.runtime.tick() }),
    clock.monotonic,
  );
  const about = {
    version: build.version,
    build: build.id,
    clockOffsetSeconds: config.clockOffset,
    context: credentials.contextName,
  };
  const mesh = makeConsole({
    plan,
    about,
    clock,
    credentials,
    timings,
    mark: marksOf(config, log),
    permissionReview: config.permissionReview,
    withoutCloudRun: config.withoutCloudRun,
    runbooks,
    journal,
    artifacts,
    env: process.env,
    log,
    publish: stream,
  });
  log.info(
    { version: build.version, build: build.id, plan: plan.digest, context: credentials.contextName },
    'starting',
  );
  if (Object.keys(timings).length > 0) log.warn({ timings }, 'timings are shorter than the usual ones');
  const watcher = watchPlanFile(config.plan, runbooks, plan, mesh);
  const server = listen({ config, mesh, stream, journal, artifacts, clock, build, log });
  mesh.start();
  stopOnSignals({ server, stream, mesh, journal, watcher, log });
}

/** The journal is open by now, and with it the folder is this console's alone. */
function marksOf({ dataDir }: Config, log: Logger): Mark {
  const { mark, why } = openMarks(dataDir);
  if (why !== null)
    log.warn({ why }, 'the key of marks is not kept: a restart has nothing to compare settings with');
  return mark;
}

function useDataDir(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    // A full or read-only disk may recover; until then the pane reports that nothing is kept.
    if (/^(ENOSPC|EDQUOT|EROFS)\b/.test(why)) return;
    throw new ConfigurationError([
      `--data-dir ${folder}: cannot be written to (${why}). Give a folder that can`,
    ]);
  }
}

/**
 * One file for each mesh and clock: what a practice mesh of another day played is not what is remembered of this one.
 */
function openJournal(
  { dataDir, clockOffset, keepDays, keepRawDays }: Config,
  mesh: string,
  clock: Clock,
): Promise<Journal> {
  const whose = createHash('sha256').update(`${mesh} ${clockOffset}`).digest('hex').slice(0, 8);
  return DiskJournal.open({
    folder: dataDir,
    file: `journal-${whose}.sqlite`,
    lib: join(ROOT, 'lib'),
    clock,
    keep: { days: keepDays, rawDays: keepRawDays },
  });
}

/** A changed plan is taken up; an invalid one leaves the old one in force and says so on the pane. */
function watchPlanFile(file: string, runbooks: RunbookShelf, first: PlanInForce, mesh: Console): PlanWatcher {
  let held = first;
  return watchPlan({
    file,
    runbooks: () => runbooks.slugs(),
    known: { ok: true, plan: first.plan, digest: first.digest, notes: [] },
    onNews(result) {
      held = result.ok
        ? { plan: result.plan, digest: result.digest, file, problems: [] }
        : { ...held, problems: formatProblems(result.problems, file).split('\n') };
      mesh.setPlan(held);
    },
  });
}

function listen(parts: {
  config: Config;
  mesh: Console;
  stream: Stream;
  journal: Journal;
  artifacts: Artifacts;
  clock: Clock;
  build: Build;
  log: Logger;
}): Server {
  const { config, mesh, stream, journal, clock, log } = parts;
  const pages = openPages(ROOT);
  pages.ready.catch((error: unknown) =>
    log.error({ err: error }, 'the pages cannot be shown; build them with: npm run build'),
  );
  const answers = {
    runtime: mesh.runtime,
    stream,
    journal,
    postureBytes: encodedOnce(mesh.runtime.posture),
    plan: mesh.planDocument,
    metrics: mesh.metrics.page,
    vitals: mesh.vitals,
    legacy: mesh.legacy,
    deployReports: parts.artifacts.latest,
    sealer: sealerOf(config, mesh, clock, log),
    now: clock.now,
  };
  publishRuntime({ ...mesh.runtime, answer: (path, asked) => answerDocument(path, asked, answers) });
  const server = createConsoleServer(answers, pages.handle);
  server.on('error', (error) => {
    complain([
      `--host ${config.host} --port ${config.port}: cannot listen (${error.message}). Choose another port`,
    ]);
    process.exit(EXIT_CONFIGURATION);
  });
  server.listen(config.port, config.host, () => announce(server, pages.ready));
  return server;
}

/** The journal is open by now, and with it the folder is this console's alone. */
function sealerOf(config: Config, mesh: Console, clock: Clock, log: Logger): Sealer {
  const opened = openSealKey(config.dataDir, clock.now());
  if (opened.key === null) log.warn({ why: opened.why }, 'screenshots cannot be sealed');
  else if (opened.setAside !== null)
    log.warn({ why: opened.setAside }, 'screenshots are sealed with a new key');
  return new Sealer({
    opened,
    clock,
    clockOffsetSeconds: config.clockOffset,
    find: mesh.recentPosture,
  });
}

/** The document as JSON bytes, encoded once however many ask for it until there is another one. */
function encodedOnce(current: () => object): () => Buffer<ArrayBuffer> {
  let encoded: { document: object; bytes: Buffer<ArrayBuffer> } | null = null;
  return () => {
    const document = current();
    if (encoded?.document !== document) encoded = { document, bytes: Buffer.from(JSON.stringify(document)) };
    return encoded.bytes;
  };
}

/** One line for people and programs when the pane can be opened. */
function announce(server: Server, ready: Promise<void>): void {
  const address = server.address();
  if (address === null || typeof address === 'string') return;
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  const say = () => console.log(`Mission Control is ready at http://${host}:${address.port}`);
  ready.then(say, () => undefined);
}

function stopOnSignals(parts: {
  server: Server;
  stream: Stream;
  mesh: Console;
  journal: Journal;
  watcher: PlanWatcher;
  log: Logger;
}): void {
  const { log, ...draining } = parts;
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(0), DRAIN_MS).unref();
    await drain(draining);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}

/** A state that nobody foresaw proves nothing: the process says what happened and ends. */
function endOnMistake(log: Logger): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'a mistake of the console itself');
    process.exit(EXIT_SOFTWARE);
  });
}

function complain(problems: readonly string[]): void {
  for (const problem of problems) console.error(problem);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof CommanderError) process.exit(error.exitCode);
  if (error instanceof ConfigurationError) {
    complain(error.problems);
    process.exit(EXIT_CONFIGURATION);
  }
  throw error;
});
