/** A namespace of the suite's own: every write goes into it, and it goes with all that is in it. */

import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { ApiRefusal, absentOn404, type ClusterApi } from './cluster-api.ts';
import { EXECUTOR, KILL_SWITCH, NIGHTLY } from './names.ts';
import * as objects from './objects.ts';

/** A cluster ends a namespace by asking each of its API groups. */
const GONE_WITHIN_MS = 300_000;
const POD_WITHIN_MS = 30_000;
const ACTS_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 100;
/** Keeps a deleted pod Terminating, as a process does that takes its time to end. */
const HOLD = 'mission-control.invalid/suite';

const podSchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    deletionTimestamp: z.string().optional(),
    finalizers: z.array(z.string()).optional(),
  }),
  spec: z.looseObject({ containers: z.array(z.looseObject({ name: z.string(), image: z.string() })).min(1) }),
  status: z.looseObject({}).default({}),
});
export type ScratchPod = z.infer<typeof podSchema>;
const ownerSchema = z.object({ metadata: z.object({ name: z.string(), uid: z.string() }) });
/** A controller that took an object up has reported its generation, or when it started. */
const actedSchema = z.object({
  status: z.union([z.object({ observedGeneration: z.number() }), z.object({ startTime: z.string() })]),
});
const podsSchema = z.object({ items: z.array(podSchema) });

const APPS = '/apis/apps/v1';
const CORE = '/api/v1';

export class Scratch {
  readonly namespace = `mission-control-suite-${randomBytes(4).toString('hex')}`;
  readonly #api: ClusterApi;
  readonly #now: () => number;
  #making: Promise<unknown> | null = null;
  #removing: Promise<void> | null = null;

  /** `now`: the clock of the cluster, in epoch ms. */
  constructor(api: ClusterApi, now: () => number) {
    this.#api = api;
    this.#now = now;
  }

  async make(): Promise<void> {
    this.#making = this.#api.send('POST', `${CORE}/namespaces`, objects.namespace(this.namespace));
    await this.#making;
  }

  /** Deletes everything that was made. May be called at any time, and more than once. */
  remove(): Promise<void> {
    this.#removing ??= this.#making === null ? Promise.resolve() : this.#remove(this.#making);
    return this.#removing;
  }

  async #remove(making: Promise<unknown>): Promise<void> {
    // Deleted before it is there, it would come afterwards.
    await making.catch(() => undefined);
    const path = `${CORE}/namespaces/${this.namespace}`;
    await absentOn404(this.#api.send('DELETE', path));
    const deadline = performance.now() + GONE_WITHIN_MS;
    while ((await absentOn404(this.#api.get(path))) !== null) {
      for (const pod of await this.pods()) if (pod.metadata.finalizers !== undefined) await this.release(pod);
      if (performance.now() > deadline)
        throw new Error(`the namespace ${this.namespace} is not gone; delete it`);
      await pause(LOOK_EVERY_MS);
    }
  }

  async create(root: string, resource: string, object: object): Promise<void> {
    await this.#api.send('POST', this.#path(root, resource), object);
  }

  async delete(root: string, resource: string, name: string): Promise<void> {
    // Jobs and ReplicationControllers would leave their pods behind by default.
    await this.#api.send('DELETE', `${this.#path(root, resource, name)}?propagationPolicy=Background`);
  }

  async patch(root: string, resource: string, name: string, change: object): Promise<void> {
    const type = 'application/merge-patch+json';
    await this.#api.send('PATCH', this.#path(root, resource, name), change, type);
  }

  scale(name: string, replicas: number): Promise<void> {
    return this.patch(APPS, 'deployments', name, { spec: { replicas } });
  }

  deploy(name: string, replicas: number): Promise<void> {
    return this.create(APPS, 'deployments', objects.deployment(name, replicas));
  }

  async makeCronJob(): Promise<void> {
    const root = await this.#cronRoot();
    await this.create(root, 'cronjobs', objects.cronJob(versionOf(root)));
  }

  async suspend(suspend: boolean): Promise<void> {
    await this.patch(await this.#cronRoot(), 'cronjobs', NIGHTLY, { spec: { suspend } });
  }

  /** An autoscaler of the executor. */
  async makeAutoscaler(): Promise<void> {
    const root = await this.#scalingRoot();
    await this.create(root, 'horizontalpodautoscalers', objects.autoscaler(versionOf(root)));
  }

  async deleteAutoscaler(): Promise<void> {
    await this.delete(await this.#scalingRoot(), 'horizontalpodautoscalers', EXECUTOR);
  }

  makeSwitch(data: Record<string, string>): Promise<void> {
    return this.create(CORE, 'configmaps', objects.killSwitch(data));
  }

  setSwitch(data: Record<string, string | null>): Promise<void> {
    return this.patch(CORE, 'configmaps', KILL_SWITCH, { data });
  }

  /** The object with the kill switch's ConfigMap as its controller. */
  async owned(object: { metadata: object }): Promise<object> {
    const { metadata } = ownerSchema.parse(await this.#api.get(this.#path(CORE, 'configmaps', KILL_SWITCH)));
    const owner = { apiVersion: 'v1', kind: 'ConfigMap', controller: true, ...metadata };
    return { ...object, metadata: { ...object.metadata, ownerReferences: [owner] } };
  }

  deleteSwitch(): Promise<void> {
    return this.delete(CORE, 'configmaps', KILL_SWITCH);
  }

  /** True once a controller has reported on an object. */
  async acted(root: string, resource: string, name: string): Promise<boolean> {
    const deadline = performance.now() + ACTS_WITHIN_MS;
    while (performance.now() < deadline) {
      if (actedSchema.safeParse(await this.#api.get(this.#path(root, resource, name))).success) return true;
      await pause(LOOK_EVERY_MS);
    }
    return false;
  }

  /** The pod that a controller made for a workload and did not delete since. */
  async pod(app: string): Promise<ScratchPod> {
    const deadline = performance.now() + POD_WITHIN_MS;
    for (;;) {
      const found = (await this.pods(app)).find((pod) => pod.metadata.deletionTimestamp === undefined);
      if (found !== undefined) return found;
      if (performance.now() > deadline) throw new Error(`no controller made a pod for ${app}`);
      await pause(LOOK_EVERY_MS);
    }
  }

  /** Resolves when no pod of a workload is left: a cluster collects those of a deleted one in its own time. */
  async podsGone(app: string): Promise<void> {
    const deadline = performance.now() + POD_WITHIN_MS;
    while ((await this.pods(app)).length > 0) {
      if (performance.now() > deadline) throw new Error(`pods of ${app} stay`);
      await pause(LOOK_EVERY_MS);
    }
  }

  async pods(app?: string): Promise<ScratchPod[]> {
    const selector = app === undefined ? '' : `?labelSelector=app%3D${app}`;
    const list = await absentOn404(this.#api.get(`${this.#path(CORE, 'pods')}${selector}`));
    return podsSchema.parse(list ?? { items: [] }).items;
  }

  /** Writes the status of a workload's pod through its subresource, as a kubelet would. */
  async setStatus(
    app: string,
    statusOf: (pod: ScratchPod, at: number) => Record<string, unknown>,
  ): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      const pod = await this.pod(app);
      const status = { ...pod.status, ...statusOf(pod, this.#now()) };
      const path = `${this.#path(CORE, 'pods', pod.metadata.name)}/status`;
      try {
        await this.#api.send('PUT', path, { ...pod, status });
        return;
      } catch (error) {
        // A controller wrote in between; or the pod is gone, and another one comes.
        const again = error instanceof ApiRefusal && [404, 409].includes(error.status);
        if (!again || tries >= 5) throw error;
      }
    }
  }

  async hold(app: string): Promise<ScratchPod> {
    const pod = await this.pod(app);
    await this.patch(CORE, 'pods', pod.metadata.name, { metadata: { finalizers: [HOLD] } });
    return pod;
  }

  async release({ metadata: { name } }: ScratchPod): Promise<void> {
    const change = { metadata: { finalizers: null } };
    await absentOn404(this.patch(CORE, 'pods', name, change));
  }

  #cronRoot(): Promise<string> {
    return this.#api.rootOf('cronjobs', ['/apis/batch/v1', '/apis/batch/v1beta1']);
  }

  #scalingRoot(): Promise<string> {
    return this.#api.rootOf('horizontalpodautoscalers', ['/apis/autoscaling/v2', '/apis/autoscaling/v1']);
  }

  #path(root: string, resource: string, name?: string): string {
    const all = `${root}/namespaces/${this.namespace}/${resource}`;
    return name === undefined ? all : `${all}/${name}`;
  }
}

const versionOf = (root: string): string => root.replace('/apis/', '');
