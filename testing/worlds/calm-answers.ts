/** Answers of healthy agents. Their clocks may be slightly off; that is no fault. */

import type { Reply, Stage } from './stage.ts';

type Answering = (at: number) => Reply;
const answered = (body: Reply['body']): Reply => ({ outcome: 'answered', status: 200, body });

/** Producers' clocks run ahead or behind by less than this in calm, in milliseconds. */
const CALM_SKEW_MS = 1_500;

export function readyState(stage: Stage): {
  beat: Answering;
  status: Answering;
  health: (service: string) => Answering;
  store: Answering;
} {
  const { random } = stage;
  const skew = random.int(-CALM_SKEW_MS, CALM_SKEW_MS);
  const lag = random.int(50, 2_500);
  const closed = stage.session() === 'closed';
  const state = random.pick(
    closed ? (['OK', 'HALTED', 'MARKET_CLOSED'] as const) : (['OK', 'HALTED'] as const),
  );
  const minimal = random.chance(0.15);
  return {
    beat: (at) => answered(tick(at - lag + skew, lag)),
    status: (at) =>
      answered(minimal ? minimalStatus(at - lag + skew) : richStatus(state, at - lag + skew, lag)),
    health: (service) => () => answered({ contract: 'process-health', service, healthy: true }),
    store: (at) => answered({ contract: 'firestore-heartbeat', heartbeatAt: at - lag + skew }),
  };
}

function tick(lastTickAt: number, ageMs: number): Reply['body'] {
  return {
    contract: 'marketdata-heartbeat',
    service: 'feed',
    ok: true,
    lastTickAt,
    reportedAgeSeconds: ageMs / 1000,
    maxAgeSeconds: 60,
    forcedStale: false,
  };
}

/** Halted by the kill switch is the safe posture while the switch is on, and calm. */
function richStatus(state: string, heartbeatAt: number, ageMs: number): Reply['body'] {
  const halted = state === 'HALTED';
  return {
    contract: 'ops-status',
    service: 'pilot',
    state,
    summary: null,
    reasonCodes: halted ? ['KILL_SWITCH'] : [],
    gatingReasons: halted ? ['KILL_SWITCH'] : [],
    heartbeatAt,
    reportedAgeSeconds: ageMs / 1000,
    ttlSeconds: 60,
    mode: 'EVAL',
    killSwitch: true,
    marketdataFresh: true,
    dataAgeSeconds: null,
    lastTickAt: heartbeatAt,
    lastCycleAt: null,
    staleThresholdSeconds: 60,
    safeToExecute: false,
  };
}

function minimalStatus(heartbeatAt: number): Reply['body'] {
  return {
    contract: 'ops-status',
    service: null,
    state: null,
    summary: null,
    reasonCodes: [],
    gatingReasons: [],
    heartbeatAt,
    reportedAgeSeconds: null,
    ttlSeconds: null,
    mode: 'EVAL',
    killSwitch: null,
    marketdataFresh: null,
    dataAgeSeconds: 2.4,
    lastTickAt: null,
    lastCycleAt: heartbeatAt,
    staleThresholdSeconds: null,
    safeToExecute: null,
  };
}
