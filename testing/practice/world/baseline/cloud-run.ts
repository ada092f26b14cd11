import { type CloudRun, HOME_REGION, type Template } from '../cloud-run.ts';
import { REGISTRY } from './workload.ts';

const value = (name: string, text: string) => ({ name, value: text });
const secret = (name: string, from: string) => ({
  name,
  valueSource: { secretKeyRef: { secret: from, version: 'latest' } },
});

const INGEST: Template = {
  image: `${REGISTRY}/market-ingest-service:2.14.1`,
  env: [
    value('AGENT_MODE', 'OBSERVE'),
    secret('ALPACA_API_KEY_ID', 'alpaca-creds'),
    secret('ALPACA_API_SECRET_KEY', 'alpaca-creds'),
  ],
};
const DISCLOSURES: Template = {
  image: `${REGISTRY}/congressional-ingest:2.14.1`,
  env: [value('AGENT_MODE', 'OBSERVE'), secret('QUIVER_API_KEY', 'quiver-api')],
};
const STRATEGY: Template = {
  image: `${REGISTRY}/strategy-runtime:2.14.1`,
  args: ['--once'],
  env: [value('AGENT_MODE', 'EVAL')],
};

/** The executor's program, in its planned mode. */
export const EXECUTOR: Template = {
  image: `${REGISTRY}/execution-engine:2.14.1`,
  env: [value('AGENT_MODE', 'OFF'), value('EXEC_DRY_RUN', '1'), secret('APCA_API_KEY_ID', 'alpaca-creds')],
};

/** A calm day: what the plan names, and somebody else's site. */
export function calmCloudRun(cloudRun: CloudRun): void {
  cloudRun.clear();
  cloudRun.putService(HOME_REGION, 'market-ingest-service', INGEST, { minInstanceCount: 1 });
  cloudRun.putService(HOME_REGION, 'congressional-ingest', DISCLOSURES, {});
  cloudRun.putJob(HOME_REGION, 'strategy-engine', STRATEGY, 'EXECUTION_SUCCEEDED');
  cloudRun.putService('europe-west4', 'desk-handbook', { image: 'docker.io/library/nginx:1.29.1' }, {});
  cloudRun.putWorkerPool('europe-west4', 'disclosure-backfill', DISCLOSURES, 0);
}
