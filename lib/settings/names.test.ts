/** Names that speak of orders, and innocents. The first come from trading programs in public, and from their relatives. */

import { describe, expect, test } from 'vitest';
import { settingsOnLine } from './arguments.ts';
import { letsOrders, plainlyLets, senseOf } from './names.ts';
import { classOf } from './values.ts';
import { nameKey, wordsOf } from './words.ts';

const split = (setting: string): [string, string] => {
  const at = setting.indexOf('=');
  return [setting.slice(0, at), setting.slice(at + 1)];
};
const lets = (setting: string): boolean => {
  const [name, value] = split(setting);
  const sense = senseOf(name);
  return sense !== null && letsOrders(sense, classOf(value));
};
const elsewhere = (setting: string): boolean => {
  const [name, value] = split(setting);
  const sense = senseOf(name);
  return sense !== null && plainlyLets(sense, classOf(value));
};

const SPEAKS = `
EXECUTION_ENABLED=1 EXECUTION_ENABLED=TRUE ALLOW_EXECUTION=1 EXECUTION_LIVE=1 EXECUTOR_ENABLED=true DISABLE_EXECUTION=0
EXECUTE=1 AUTO_EXECUTE=1 EXECUTE_TRADES=1 EXECUTION_MODE=REAL LIVE_EXECUTION_ENABLED=1
EXEC_GUARD_UNLOCK=1 UNLOCK=1 ARMED=1 ARM_TRADING=1 EXECUTION_CONFIRM_TOKEN=7d1e CONFIRM_LIVE_ORDERS=x
EXECUTION_CONFIRM=I-understand LIVE_TRADING=I_UNDERSTAND REQUIRE_ORDER_CONFIRMATION=false
TRADING_MODE=live TRADING_MODE=aggressive TRADING_MODE=both TRADING_ENVIRONMENT=production BROKER_ENV=live BROKER=ibkr-live
ACCOUNT_TYPE=live ALPACA_ACCOUNT_TYPE=live environment=live-interactive
LIVE=1 IS_LIVE=true LIVE_MODE=true GO_LIVE=1 GOLIVE=1 REAL_MONEY=1 USE_REAL_MONEY=true REALTRADING=1 PRODUCTION_TRADING=1
ENABLE_LIVE_TRADING=true FORCE_LIVE_TRADING=1 ALLOW_LIVE_TRADING=yes GAMMA_LIVE_TRADING=1 LIVETRADING=1 liveTrading=true
LIVE_ORDERS_OK=yes BROKER_LIVE=1 tradingMode=live trading.mode=live
TRADE=1 TRADING_ENABLED=on AUTO_TRADE=true DISABLE_TRADING=0 TRADE_DISABLED=false TRADING_HALTED=0 TRADING_PAUSED=no STOP_TRADING=0
SUBMIT_ORDERS=on PLACE_ORDERS=true SEND_ORDERS=1 ORDER_ROUTING_ENABLED=1 ENABLE_ORDER_SUBMISSION=true ORDER_ENTRY_ENABLED=1
ENABLE_LIMIT_ORDERS=true ENABLE_STOP_ORDERS=true ORDERS_BLOCKED=false
PAPER=0 PAPER_MODE=false PAPER_TRADING=false ALPACA_PAPER=false APCA_PAPER=False ALPACA_PAPER_TRADE=False USE_PAPER_TRADING=false
ENABLE_PAPER_TRADING=0 DISABLE_PAPER_TRADING=1 SIMULATION=0 SANDBOX=false SANDBOX_MODE=false CCXT_SANDBOX=false USE_TESTNET=0
DRYRUN=0 NO_DRY_RUN=1 SYSTEM__DRY_RUN=false FREQTRADE__DRY_RUN=false DRY_RUN_ORDERS=false SHADOW_TRADING=false
READ_ONLY_TRADING=false READ_ONLY_API=no
MODE=LIVE RUN_MODE=live BOT_MODE=live STRATEGY_MODE=execute IB_PORT=7496 IBKR_GATEWAY_PORT=4001
KILL_SWITCH=false EXEC_KILL_SWITCH=0 RISK_CHECKS_ENABLED=false DISABLE_RISK_CHECKS=1 IGNORE_KILL_SWITCH=1
`;

const SAFE = `
EXECUTION_ENABLED=0 TRADING_MODE=paper PAPER_TRADING=true ALPACA_PAPER=1 DRY_RUN=1 SIMULATION=1 DISABLE_TRADING=1
ENABLE_LIVE_TRADING=false ENABLE_LIVE_TRADING= LIVE_MODE=off KILL_SWITCH=true TRADING_HALTED=1 SANDBOX=true IB_PORT=7497
`;

/** Variables of stock workloads, and of a desk's that say nothing about orders leaving. */
const INNOCENT = `
MODE=PROD ENV=production ENVIRONMENT=prod NODE_ENV=production APP_ENV=production RAILS_ENV=production GOARM=7
ARGO_WORKFLOW_EXECUTION_TIMEOUT=1 RUNNER_EXECUTOR=kubernetes GITLAB_RUNNER_EXECUTOR=kubernetes CELERY_EXECUTOR=x
SPARK_EXECUTOR_MEMORY=4g SPARK_EXECUTOR_INSTANCES=1 AIRFLOW__CORE__EXECUTOR=KubernetesExecutor
AIRFLOW__CORE__EXECUTE_TASKS_NEW_PYTHON_INTERPRETER=true EXECUTIONS_DATA_PRUNE=true EXECUTIONS_MODE=queue EXECUTIONS_TIMEOUT=300
LIVENESS_PORT=1 LIVENESS_ENABLED=true LIVE_RELOAD=true GF_LIVE_MAX_CONNECTIONS=100 GF_LIVE_HA_ENGINE=redis GF_LIVE_ALLOWED_ORIGINS=*
SORT_ORDER=asc ORDERED_READY=true KUBERNETES_SERVICE_HOST=10.0.0.1 REAL_IP=1 FEATURE_GATES=A=true
ARM_USE_MSI=true ARM_CLIENT_ID=x KAFKA_BROKER_ID=1 KAFKA_AUTO_CREATE_TOPICS_ENABLE=true CELERY_BROKER_URL=redis MQTT_BROKER_ENABLED=true
DISABLE_INSTALL_DEMO_CONFIG=true DISABLE_SECURITY_PLUGIN=true ALLOW_ANONYMOUS_LOGIN=yes ENABLE_LEADER_ELECTION=true
POSTGRES_HOST_AUTH_METHOD=trust REDIS_REPLICATION_MODE=master MINIO_BROWSER=on AUTO_UNSEAL=true READ_ONLY=false
PILOT_ENABLE_WORKLOAD_ENTRY_AUTOREGISTRATION=true discovery.type=single-node xpack.security.enabled=false
SEND_ORDER_EMAILS=true RESTART_ORDER=1 DEMO=true TEST=1 RISK_FREE_RATE=0
EXECUTION_AGENT_BASE_URL=x EXECUTION_ENGINE_HOST=x LIVE_DATA=true USE_REAL_MARKET_DATA=true ORDER_TYPE=limit ORDER_ID=1
ORDER_TIMEOUT=1 TRADE_LOG_ENABLED=true ALPACA_API_KEY_ID=x APCA_API_SECRET_KEY=x MAX_ORDER_SIZE=5 EXCHANGE=binance BROKER=alpaca
TRADING_SYMBOLS=SPY TRADING_CALENDAR=NYSE ORDERS_SERVICE_HOST=x STRATEGY_NAME=gamma
`;

const each = (table: string) => table.trim().split(/\s+/);

describe('a name and its value', () => {
  test.each(each(SPEAKS))('%s may let orders leave', (setting) => {
    expect(lets(setting)).toBe(true);
  });

  test.each(each(SAFE))('%s keeps them', (setting) => {
    expect(lets(setting)).toBe(false);
  });

  test.each(each(INNOCENT))('%s says nothing of orders, here and elsewhere', (setting) => {
    expect([lets(setting), elsewhere(setting)]).toEqual([false, false]);
  });

  test.each(each('DRY_RUN=false SANDBOX=false LIVE_MODE=true MODE=LIVE ENABLE_CODE_EXECUTION=true UNLOCK=1'))(
    '%s is another’s business outside of the mesh, and not counted there',
    (setting) => {
      expect([lets(setting), elsewhere(setting)]).toEqual([true, false]);
    },
  );

  test('outside of the mesh only what says so in clear is counted', () => {
    expect([elsewhere('LIVE_TRADING=true'), elsewhere('LIVE_TRADING=7d1e')]).toEqual([true, false]);
  });

  test.each(['LIVE_TRADING', 'PAPER_TRADING', 'TRADING_MODE', 'EXECUTION_MODE', 'LIVE_MODE'])(
    'what sets %s from a Secret is not known to be safe',
    (name) => {
      const sense = senseOf(name);
      expect(sense !== null && letsOrders(sense, 'hidden')).toBe(true);
    },
  );

  test.each(['" live "', "'Live'", '\ufefflive', 'ＬＩＶＥ', 'li\u200bve'])(
    'the word counts, not its writing: TRADING_MODE=%j',
    (value) => {
      expect(lets(`TRADING_MODE=${value}`)).toBe(true);
    },
  );
});

describe('a command line', () => {
  const speaking = (...line: string[]) =>
    settingsOnLine(line).flatMap(({ name, value }) => (lets(`${name}=${value}`) ? [`${name}=${value}`] : []));
  test.each<[string[], string[]]>([
    [['--live'], ['--live=true']],
    [['--execute'], ['--execute=true']],
    [['--no-dry-run'], ['--no-dry-run=true']],
    [['--paper=false'], ['--paper=false']],
    [['--paper', 'False', '-v'], ['--paper=False']],
    [['-dry-run=false'], ['-dry-run=false']],
    [['--trading-mode', 'live'], ['--trading-mode=live']],
    [['-Dtrading.mode=live'], ['trading.mode=live']],
    [['sh', '-c', 'export LIVE_TRADING=1; exec python x.py'], ['LIVE_TRADING=1']],
    [['python', '-m', 'bot.main', 'live'], ['live=true']],
    [['--live', 'strategy.py'], ['--live=true']],
    [['--dry-run=server'], []],
    [['--dry-run'], []],
    [['--paper', '--live-reload'], []],
    [['--storage.path=/x', '--web.enable-lifecycle', '--sort-order=asc', '--executor=celery'], []],
    [['env', '--log-level', 'live'], []],
  ])('%j sets %j', (line, set) => {
    expect(speaking(...line)).toEqual(set);
  });
});

test('a name is its words, however they are written', () => {
  expect(
    ['tradingMode', 'trading-mode', 'TRADING__MODE', 'TRADINGMODE', '--trading.mode'].map(nameKey),
  ).toEqual(Array.from({ length: 5 }, () => 'TRADING_MODE'));
  expect(wordsOf('LIVENESS_ORDERED')).toEqual(['LIVENESS', 'ORDERED']);
  expect(wordsOf(`${'LIVE'.repeat(20_000)}`)).toHaveLength(1);
});
