import type { Agent, Mesh } from './agent.ts';
import { CongressionalIngest } from './congressional-ingest.ts';
import { Execution } from './execution.ts';
import { Firestore } from './firestore.ts';
import { MarketIngest } from './market-ingest.ts';
import { Marketdata } from './marketdata.ts';
import { Nats } from './nats.ts';
import { StrategyApi } from './strategy-api.ts';
import { StrategyRuntime } from './strategy-runtime.ts';

/** The programs of the practice mesh; drills reach into the named ones. */
export interface Agents {
  readonly marketdata: Marketdata;
  readonly gamma: StrategyRuntime;
  readonly whale: StrategyRuntime;
  readonly all: readonly Agent[];
}

/** Starts one of each. */
export function createAgents(mesh: Mesh): Agents {
  const marketdata = new Marketdata(mesh);
  const gamma = new StrategyRuntime('gamma-strategy', 'rich', mesh);
  const whale = new StrategyRuntime('whale-strategy', 'minimum', mesh);
  const ingest = new MarketIngest(mesh);
  const all = [
    marketdata,
    gamma,
    whale,
    new StrategyApi(),
    new Execution('execution-agent', 'trading-floor', mesh),
    new Execution('execution-engine', 'agenttrader', mesh),
    ingest,
    new CongressionalIngest(mesh),
    new Firestore(ingest),
    new Nats(),
  ];
  return { marketdata, gamma, whale, all };
}
