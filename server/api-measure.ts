/** Latency of the API server and offset of its clock: a few GETs of its version. */

import { type Credentials, loadCredentials } from '#collectors/kubernetes/credentials.ts';
import { failureCause } from '#collectors/kubernetes/failure-reason.ts';
import { makeTransport } from '#collectors/kubernetes/transport.ts';
import type { ApiMeasure } from '#features/reports/model/diagnosis.ts';
import { makeClock } from '#platform/clock.ts';
import type { MeshConfig } from './config.ts';

/** The first one opens the connection; the others measure the network only. */
const QUESTIONS = 4;
const LIMITS = { timeoutMs: 5_000, maxBytes: 65_536 };
/** `Date` counts whole seconds (RFC 9110, 6.6.1): the true time lies up to so much after it. */
const DATE_STEP_MS = 1_000;

/**
 * By the system's clock, without `--clock-offset`: a practice mesh shifts its world's clock, not the one of its answers.
 * @throws ConfigurationError where the credentials are wrong.
 */
export async function measureApi(config: MeshConfig): Promise<ApiMeasure> {
  const { kubeconfig, context } = config;
  const credentials = loadCredentials({ kubeconfig, context, env: process.env });
  try {
    return await measured(credentials);
  } finally {
    credentials.close();
  }
}

async function measured(credentials: Credentials): Promise<ApiMeasure> {
  const clock = makeClock(0);
  const transport = makeTransport(credentials, clock, { permissionReview: false });
  const measure: ApiMeasure = { server: credentials.server, latenciesMs: [], aheadMs: null, failure: null };
  for (let asked = 0; asked < QUESTIONS && measure.failure === null; asked += 1) {
    const began = clock.monotonic();
    try {
      const { headers, startedAt } = await transport.get('/version', LIMITS);
      measure.latenciesMs.push(Math.round(clock.monotonic() - began));
      measure.aheadMs = narrower(measure.aheadMs, aheadOf(headers.date, startedAt, clock.now()));
    } catch (error) {
      measure.failure = failureCause(error);
    }
  }
  return measure;
}

type Ahead = ApiMeasure['aheadMs'];

/** The answer was dated between the question and its arrival. */
export function aheadOf(date: string | undefined, askedAt: number, answeredAt: number): Ahead {
  const dated = Date.parse(date ?? '');
  if (Number.isNaN(dated)) return null;
  return { least: dated - answeredAt, most: dated + DATE_STEP_MS - askedAt };
}

/** The intersection of both; if they contradict each other the clock was set in between, and the later one counts. */
function narrower(a: Ahead, b: Ahead): Ahead {
  if (a === null || b === null) return b ?? a;
  const both = { least: Math.max(a.least, b.least), most: Math.min(a.most, b.most) };
  return both.least <= both.most ? both : b;
}
