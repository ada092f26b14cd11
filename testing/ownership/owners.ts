/**
 * Who owns each way of each agent to be unwell, by the shipped plan: every action with its severity and runbook, in a
 * session and at night. A way that is not listed here cannot befall that agent.
 */

import type { WayName } from './ways.ts';

export interface Owner {
  ways: readonly WayName[];
  session: string;
  night: string;
}

export const OWNERS: Readonly<Record<string, readonly Owner[]>> = {
  'marketdata-mcp-server': [
    {
      ways: [
        'scaled to zero',
        'without a pod',
        'a reason that nobody listed',
        'container being made',
        'not ready',
        'time-out',
        'refused',
        'through a broken proxy',
        'answers 500',
        'answers 503',
        'stale heartbeat',
      ],
      session: 'rule-marketdata-stale-long P1 marketdata_stale',
      night: 'agent-marketdata-mcp-server P0 agent_down',
    },
    {
      ways: ['deleted'],
      session: 'failure-agent-missing P0 agent_down, rule-marketdata-stale-long P1 marketdata_stale',
      night: 'failure-agent-missing P0 agent_down',
    },
    {
      ways: ['crash loop'],
      session: 'failure-crashloop P0 crashloop_backoff, rule-marketdata-stale-long P1 marketdata_stale',
      night: 'failure-crashloop P0 crashloop_backoff',
    },
    {
      ways: ['killed for memory', 'unschedulable'],
      session:
        'failure-resource-pressure P0 resource_pressure, rule-marketdata-stale-long P1 marketdata_stale',
      night: 'failure-resource-pressure P0 resource_pressure',
    },
    {
      ways: ['image pull'],
      session:
        'failure-image-pull-backoff P0 image_pull_backoff, rule-marketdata-stale-long P1 marketdata_stale',
      night: 'failure-image-pull-backoff P0 image_pull_backoff',
    },
    {
      ways: ['node silent'],
      session: 'rule-marketdata-stale-long P1 marketdata_stale, agent-strategy-engine P1 agent_down',
      night: 'agent-marketdata-mcp-server P0 agent_down, agent-strategy-engine P1 agent_down',
    },
    {
      ways: ['may not be asked'],
      session: 'rule-sight-lost P0 console_blind',
      night: 'rule-sight-lost P0 console_blind',
    },
    {
      ways: ['answers 404', 'answers a page', 'answers garbage', 'somebody else answers'],
      session: 'rule-marketdata-stale-long P1 marketdata_stale',
      night: 'agent-marketdata-mcp-server P0 marketdata_stale',
    },
    {
      ways: ['clock ahead'],
      session: 'agent-marketdata-mcp-server P0 marketdata_stale',
      night: 'agent-marketdata-mcp-server P0 marketdata_stale',
    },
    {
      ways: ['forced stale'],
      session: 'rule-marketdata-stale-long P1 marketdata_stale',
      night: 'rule-marketdata-stale-long P1 marketdata_stale',
    },
    {
      ways: ['calls itself unhealthy'],
      session: 'agent-marketdata-mcp-server P0 agent_down',
      night: 'agent-marketdata-mcp-server P0 agent_down',
    },
  ],
  'market-ingest-service': [
    {
      ways: ['time-out', 'refused', 'may not be asked'],
      session: 'rule-sight-lost P0 console_blind',
      night: 'rule-sight-lost P0 console_blind',
    },
    {
      ways: [
        'answers 500',
        'answers 503',
        'answers 404',
        'answers a page',
        'answers garbage',
        'somebody else answers',
        'not configured',
        'clock ahead',
        'calls itself unhealthy',
      ],
      session: 'agent-market-ingest-service P0 agent_down',
      night: 'agent-market-ingest-service P0 agent_down',
    },
    { ways: ['stale heartbeat'], session: 'agent-market-ingest-service P0 agent_down', night: '' },
  ],
  'strategy-engine': [
    {
      ways: [
        'scaled to zero',
        'without a pod',
        'a reason that nobody listed',
        'container being made',
        'not ready',
        'node silent',
        'time-out',
        'refused',
        'through a broken proxy',
        'answers 500',
        'answers 503',
        'stale heartbeat',
      ],
      session: 'agent-strategy-engine P1 agent_down',
      night: 'agent-strategy-engine P1 agent_down',
    },
    {
      ways: ['deleted'],
      session: 'failure-agent-missing P1 agent_down',
      night: 'failure-agent-missing P1 agent_down',
    },
    {
      ways: ['crash loop'],
      session: 'rule-strategy-crashloop-long P1 crashloop_backoff',
      night: 'rule-strategy-crashloop-long P1 crashloop_backoff',
    },
    {
      ways: ['killed for memory', 'unschedulable'],
      session: 'failure-resource-pressure P1 resource_pressure',
      night: 'failure-resource-pressure P1 resource_pressure',
    },
    {
      ways: ['image pull'],
      session: 'failure-image-pull-backoff P1 image_pull_backoff',
      night: 'failure-image-pull-backoff P1 image_pull_backoff',
    },
    {
      ways: [
        'answers 404',
        'answers a page',
        'answers garbage',
        'somebody else answers',
        'may not be asked',
        'clock ahead',
      ],
      session: 'agent-strategy-engine P1 strategy_engine_halted',
      night: 'agent-strategy-engine P1 strategy_engine_halted',
    },
    {
      ways: ['HALTED for a reason of its own'],
      session: 'failure-strategy-halted P1 strategy_engine_halted',
      night: 'failure-strategy-halted P1 strategy_engine_halted',
    },
  ],
  'congressional-ingest': [
    {
      ways: [
        'time-out',
        'refused',
        'answers 500',
        'answers 503',
        'answers 404',
        'answers a page',
        'answers garbage',
        'somebody else answers',
        'may not be asked',
        'not configured',
        'calls itself unhealthy',
      ],
      session: 'rule-congressional-ingest-delayed P2 congressional_ingest_delayed',
      night: 'rule-congressional-ingest-delayed P2 congressional_ingest_delayed',
    },
  ],
};
