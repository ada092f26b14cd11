/** The project that the practice mesh's agents outside the cluster run in. */
export const PROJECT = 'practice';
/** Where its planned services are; the project may use the others too. */
export const HOME_REGION = 'us-central1';
export const REGIONS = ['europe-west4', HOME_REGION, 'us-east1'] as const;
export type Region = (typeof REGIONS)[number];

export const COLLECTIONS = ['services', 'jobs', 'workerPools', 'instances'] as const;
export type Collection = (typeof COLLECTIONS)[number];

/** What the Admin API answers for a region instead of its lists. */
export type RegionFault = 'unreachable' | 'forbidden' | 'quota';

export interface Template {
  readonly image: string;
  readonly env?: readonly object[];
  readonly args?: readonly string[];
}

/** Cloud Run as its Admin API has it: objects by collection and region, and regions that do not answer as they should. */
export class CloudRun {
  readonly faults = new Map<Region, RegionFault>();
  readonly #objects = new Map<string, object[]>();

  clear(): void {
    this.faults.clear();
    this.#objects.clear();
  }

  list(region: Region, collection: Collection): readonly object[] {
    return this.#objects.get(`${region}/${collection}`) ?? [];
  }

  putService(region: Region, name: string, template: Template, scaling: object): void {
    this.#put(region, 'services', name, { template: { containers: [template] }, scaling, ...SERVED });
  }

  putJob(region: Region, name: string, template: Template, completionStatus: string): void {
    const ended = completionStatus === 'EXECUTION_RUNNING' ? {} : { completionTime: '2026-11-20T11:00:41Z' };
    const latestCreatedExecution = { name: `${name}-x7k2p`, completionStatus, ...ended };
    this.#put(region, 'jobs', name, {
      template: { taskCount: 1, template: { containers: [template] } },
      executionCount: 1,
      latestCreatedExecution,
    });
  }

  putWorkerPool(region: Region, name: string, template: Template, manualInstanceCount: number): void {
    this.#put(region, 'workerPools', name, {
      template: { containers: [template] },
      scaling: { manualInstanceCount },
    });
  }

  #put(region: Region, collection: Collection, name: string, body: object): void {
    const path = `projects/${PROJECT}/locations/${region}/${collection}/${name}`;
    const object = { name: path, generation: '1', observedGeneration: '1', ...READY, ...body };
    this.#objects.set(`${region}/${collection}`, [...this.list(region, collection), object]);
  }
}

const READY = { terminalCondition: { type: 'Ready', state: 'CONDITION_SUCCEEDED' } };
const SERVED = { traffic: [{ type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', percent: 100 }] };
