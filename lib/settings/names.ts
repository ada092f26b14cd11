/**
 * The names that speak of executing, live trading, unlocking or confirming orders, by whole words. The open side of the
 * plan's list of gates: nobody can list every switch that somebody will write.
 */

import { remembered } from './remember.ts';
import type { ValueClass } from './values.ts';
import { wordsOf } from './words.ts';

/**
 * The values that would let orders leave: a word for on or live, a word for off (as of `PAPER_TRADING`), anything at
 * all (as of a confirmation), or a word for live alone (as of a mode).
 */
export type Danger = 'on' | 'off' | 'set' | 'live';

/**
 * `plain`: nothing else is meant. `faint`: often something else outside a mesh. `weak`: with other words that nobody
 * here knows, so that only a clear value counts.
 */
export type Strength = 'plain' | 'faint' | 'weak';

export interface Sense {
  danger: Danger;
  strength: Strength;
}

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const TRADE = list('TRADE TRADES TRADING TRADER TRADERS AUTOTRADE AUTOTRADING');
const ORDER = list('ORDER ORDERS');
const EXECUTE = list('EXECUTE EXECUTES EXECUTED EXECUTING EXECUTION EXECUTIONS EXECUTOR EXECUTORS EXEC');
const BROKER = list(
  'BROKER BROKERS BROKERAGE EXCHANGE ALPACA APCA IBKR IB TWS CCXT SCHWAB TRADIER TRADOVATE OANDA BINANCE KRAKEN COINBASE BYBIT FREQTRADE HUMMINGBOT NAUTILUS',
);
const PERMIT = list(
  'ENABLE ENABLED ENABLES ENABLING ALLOW ALLOWED ALLOWS PERMIT PERMITTED ACTIVATE ACTIVATED ACTIVE ON START AUTO FORCE GO DO CAN MAY SUBMIT SUBMISSION PLACE PLACEMENT SEND SENDING ROUTE ROUTING TRANSMIT',
);
const CONFIRM = list(
  'CONFIRM CONFIRMED CONFIRMATION CONFIRMATIONS ACK ACKNOWLEDGE ACKNOWLEDGED APPROVE APPROVED APPROVAL APPROVALS AUTHORIZE AUTHORIZED AUTHORISE AUTHORISED AUTHORITY UNLOCK UNLOCKED UNLOCKS ARM ARMED CONSENT UNDERSTAND',
);
const ALONE = list('UNLOCK UNLOCKED ARMED');
const LIVE = list('LIVE REAL MAINNET');
const REHEARSE = list(
  'PAPER SIM SIMULATE SIMULATED SIMULATION SIMULATOR SANDBOX TESTNET BACKTEST BACKTESTING REHEARSAL DRY',
);
/** Rehearsals in a trader's mouth alone. */
const REHEARSE_TRADES = list('DEMO MOCK FAKE TEST READONLY READ SHADOW VIRTUAL');
const GUARD = list('GUARD GUARDS GATE GATES SAFETY RISK KILL PREFLIGHT');
const NEGATE = list(
  'NO NOT DISABLE DISABLED DISABLES BLOCK BLOCKED BLOCKS HALT HALTED PAUSE PAUSED FORBID FORBIDDEN DENY DENIED PREVENT SUSPEND SUSPENDED FREEZE FROZEN LOCKED LOCKOUT SKIP BYPASS IGNORE WITHOUT OVERRIDE',
);
const REQUIRE = list('REQUIRE REQUIRES REQUIRED');
const SELECT = list('MODE MODES ENV ENVIRONMENT ACCOUNT STAGE PROFILE VENUE TARGET');
/** Words that say nothing by themselves. */
const FRAME = list(
  'MODE IS USE RUN ENGINE AGENT BOT STRATEGY SYSTEM APP ACCOUNT ENV ENVIRONMENT TYPE FLAG SWITCH DEFAULT SERVICE TO THE ONLY ENTRY CHECK CHECKS API PROD PRODUCTION',
);
/** What is set is an amount, a place or a companion, and no permission. */
const OTHER_THINGS = list(
  'TIMEOUT SECONDS SECS MS MILLIS MINUTES HOURS DAYS INTERVAL DELAY TTL AGE MAX MIN SIZE QTY QUANTITY COUNT RETRIES ATTEMPTS THREADS WORKERS CONCURRENCY MEMORY CORES CPU INSTANCES URL URI HOST HOSTNAME ADDR ADDRESS ENDPOINT PORT PATH DIR FILE FOLDER TOPIC QUEUE TABLE BUCKET COLLECTION SCHEMA DATABASE NAME ID IDS UID VERSION IMAGE TAG LOG LOGS LOGGING LEVEL FORMAT SYMBOL SYMBOLS TICKERS TEMPLATE EMAIL EMAILS WEBHOOK METRICS METRIC TRACING ALERTS BALANCE CASH SEED SPEED FEE FEES SLIPPAGE COMMISSION PRICE PRICES CURRENCY TIMEZONE SCHEDULE CRON REGION PREFIX SUFFIX LABEL LABELS THEME RELOAD SORT DATA MARKETDATA FEED QUOTE QUOTES BARS TICKS NEWS PASSWORD SECRET KEY HEARTBEAT HISTORY RETENTION CACHE FEATURE TIME ROUND STARTUP COLUMN',
);
/** Executing that is no trading. */
const COMPUTING = list(
  'WORKFLOW WORKFLOWS TASK TASKS JOB JOBS CODE QUERY SCRIPT SCRIPTS PIPELINE PIPELINES REMOTE SPARK AIRFLOW CELERY RUNNER PLAYBOOK TEST TESTS STEP STEPS FLOW COMMAND COMMANDS SHELL CONTAINER PROCESS ASYNC LAMBDA FUNCTION SQL GRAPH ARGO ARGOCD N8N EXECUTOR EXECUTORS EXEC',
);
const MESSAGING = list(
  'KAFKA MQTT CELERY RABBITMQ AMQP MESSAGE KNATIVE EVENTING PULSAR NATS ACTIVEMQ IDENTITY REDIS LEADER CFG STORAGE',
);
const GATEWAY = list('IB IBKR TWS');

/** What a name speaks of; null: of nothing here. */
export const senseOf = remembered((name): Sense | null => {
  const words = wordsOf(name);
  const has: Read['has'] = (...sets) => words.some((word) => sets.some((set) => set.has(word)));
  if (has(GATEWAY) && words.includes('PORT')) return { danger: 'live', strength: 'weak' };
  return confirming({ words, has }) ?? (has(OTHER_THINGS) ? null : switching({ words, has }));
});

interface Read {
  words: readonly string[];
  has(...sets: ReadonlySet<string>[]): boolean;
}

/** `EXEC_GUARD_UNLOCK`, `CONFIRM_LIVE_ORDERS`, `EXECUTION_CONFIRM_TOKEN`: any value is a confirmation. */
function confirming({ words, has }: Read): Sense | null {
  if (!has(CONFIRM)) return null;
  const about = has(TRADE, ORDER, LIVE, EXECUTE, BROKER, GUARD);
  if (!about && !(has(ALONE) && !has(OTHER_THINGS)) && words.join() !== 'ARM') return null;
  const token = words.some((word) => word === 'TOKEN' || word === 'CODE' || word === 'PHRASE');
  if (!token && has(OTHER_THINGS)) return null;
  const strength = has(TRADE, LIVE, GUARD) || (has(EXECUTE) && !has(COMPUTING)) ? 'plain' : 'faint';
  return { danger: has(REQUIRE) || has(NEGATE) ? 'off' : 'set', strength };
}

function switching(read: Read): Sense | null {
  const rehearsal = rehearsing(read);
  const danger = polarity(read, rehearsal !== null);
  const strength = rehearsal ?? living(read);
  if (strength !== null) return { danger, strength };
  if (read.has(GUARD) && (read.has(TRADE, ORDER, EXECUTE, BROKER, NEGATE, PERMIT) || framed(read)))
    return { danger, strength: 'weak' };
  const opening = opens(read);
  return opening === null ? selecting(read) : { danger, strength: opening };
}

/** A rehearsal and each negation turn the dangerous side round. */
function polarity({ words, has }: Read, rehearses: boolean): Danger {
  const negations = new Set(words.filter((word) => NEGATE.has(word))).size;
  const stops = words.some((word, i) => word === 'STOP' && TRADE.has(words[i + 1] ?? '')) ? 1 : 0;
  const closes = rehearses || has(GUARD) ? 1 : 0;
  return (negations + stops + closes) % 2 === 1 ? 'off' : 'on';
}

/** True if every word is one that these lists know. */
function framed({ words }: Read): boolean {
  const known = [
    TRADE,
    ORDER,
    EXECUTE,
    BROKER,
    PERMIT,
    LIVE,
    REHEARSE,
    REHEARSE_TRADES,
    GUARD,
    NEGATE,
    FRAME,
  ];
  return words.every((word) => known.some((set) => set.has(word)));
}

function rehearsing(read: Read): Strength | null {
  const { words, has } = read;
  const dry = !words.includes('DRY') || words.includes('RUN');
  if (has(REHEARSE) && dry) {
    if (has(TRADE, ORDER)) return 'plain';
    return has(BROKER, LIVE, EXECUTE) || framed(read) ? 'faint' : 'weak';
  }
  if (!has(REHEARSE_TRADES)) return null;
  if (words.join('_') === 'READ_ONLY_API') return 'faint';
  if (words.includes('READ') && !words.includes('ONLY')) return null;
  if (has(TRADE, ORDER, BROKER)) return 'faint';
  return words.includes('DEMO') && framed(read) ? 'faint' : null;
}

function living(read: Read): Strength | null {
  const { words, has } = read;
  if (!has(LIVE)) return null;
  if (has(TRADE, ORDER, BROKER) || words.includes('MONEY')) return 'plain';
  if (has(EXECUTE)) return has(COMPUTING) ? 'faint' : 'plain';
  if (framed(read)) return 'faint';
  return has(PERMIT) || words.includes('MODE') ? 'weak' : null;
}

/** Permissions without the word live: `ENABLE_TRADING`, `SUBMIT_ORDERS`, `EXECUTE=1`. */
function opens(read: Read): Strength | null {
  const { words, has } = read;
  const permits = has(PERMIT, NEGATE) || words.includes('STOP');
  if (has(TRADE) && (permits || (framed(read) && !has(SELECT)))) return 'plain';
  if (has(ORDER) && permits) return has(EXECUTE) || framed(read) ? 'plain' : 'faint';
  if (has(EXECUTE)) return executing(read, permits);
  if (has(ORDER) && framed(read) && !has(SELECT)) return words.includes('ORDERS') ? 'faint' : null;
  return has(BROKER) && permits && !has(MESSAGING) ? 'faint' : null;
}

function executing(read: Read, permits: boolean): Strength | null {
  const { has } = read;
  if (has(TRADE, ORDER)) return permits ? 'plain' : 'weak';
  if (permits) return has(COMPUTING) ? 'faint' : 'plain';
  return framed(read) && !has(COMPUTING) && !has(SELECT) ? 'faint' : null;
}

/** `TRADING_MODE`, `BROKER_ENV`, and a bare `MODE`, which speaks only by its value. */
function selecting(read: Read): Sense | null {
  const { words, has } = read;
  const chooses =
    has(SELECT) || (words.includes('TYPE') && (has(TRADE, BROKER) || words.includes('ACCOUNT')));
  if (chooses && has(TRADE)) return { danger: 'live', strength: 'plain' };
  if (chooses && has(ORDER, EXECUTE, BROKER) && !has(MESSAGING)) return { danger: 'live', strength: 'faint' };
  const bare = chooses && framed(read);
  return bare || (has(BROKER) && framed(read)) ? { danger: 'live', strength: 'weak' } : null;
}

/** `hidden`: set by what is not read. */
export type ValueSeen = ValueClass | 'hidden';

/** True if a setting is on, or cannot be shown to be off. */
export function letsOrders({ danger, strength }: Sense, value: ValueSeen): boolean {
  const unclear = value === 'odd' || value === 'hidden';
  if (unclear)
    return strength !== 'weak' && (danger !== 'live' || strength === 'plain' || value === 'hidden');
  if (value === 'live') return true;
  if (value === 'production') return strength !== 'weak';
  if (danger === 'off') return value === 'off' || (value === 'empty' && strength === 'plain');
  return value === 'on' && (danger !== 'live' || strength === 'plain');
}

/** True if its value says so in clear: what alone is counted where a setting is nobody's of the mesh. */
export function plainlyLets(sense: Sense, value: ValueSeen): boolean {
  return sense.strength === 'plain' && value !== 'odd' && value !== 'hidden' && letsOrders(sense, value);
}
