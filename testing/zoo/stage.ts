/** The calm mesh as raw objects and answers, and what a case changes in it. */

import type { Answer, Exchange } from '#collectors/http/exchange.ts';
import type { LineStreamOptions } from '#collectors/http/line-stream.ts';
import { CALM_CLOUD_RUN, cloudRunAnswer } from '../pipeline/cloud-run-api.ts';
import { Cluster, jsonAnswer, refusal } from '../pipeline/cluster.ts';
import { API } from '../pipeline/collectors.ts';
import type { Network } from '../pipeline/network.ts';
import { objectSchema, type RawObject } from '../pipeline/raw-object.ts';
import { timed } from '../pipeline/times.ts';
import type { AgentAnswer } from '../practice/agents/agent.ts';
import { applyPatch, mergePatch } from '../practice/api/patch.ts';
import { calmWorld } from '../practice/test-world.ts';
import { type Json, jsonSchema, toJson } from '../practice/world/json.ts';
import { KIND_NAMES, type Pod } from '../practice/world/kinds.ts';
import type { Reply, Step } from './case.ts';

const KEY = 'the-zoo-has-this-key';
const STRATEGIC = 'application/strategic-merge-patch+json';
const PROXY = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/:]+)(?::[^/]*)?\/proxy(\/.*)$/;

/** The environment of the console: where what is not in the cluster answers. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  MARKET_INGEST_SERVICE_URL: 'https://market-ingest-service.zoo',
  CONGRESSIONAL_INGEST_URL: 'https://congressional-ingest.zoo',
  MARKET_INGEST_HEARTBEAT_URL:
    'https://firestore.zoo/v1/projects/practice/databases/(default)/documents/tenants/practice',
  NATS_MONITORING_URL: 'https://nats.zoo',
  EXEC_AGENT_KEY: KEY,
  CLOUD_RUN_PARENT: 'projects/desk/locations/us-east4',
  CLOUD_RUN_API_URL: 'https://run.zoo',
  MISSION_CONTROL_GOOGLE_TOKEN: 'metadata',
  GCE_METADATA_HOST: 'metadata.zoo',
};

export class Stage implements Network {
  readonly #cluster = new Cluster(() => Date.now());
  readonly #calm = calmWorld();
  readonly #cloudRun = new Map<string, { status: number; json: unknown }>(CALM_CLOUD_RUN);
  readonly #refused = new Map<string, number>();
  #replies: Reply[] = [];
  /** Objects that the case speaks of: from then on the calm mesh no longer changes them. */
  readonly #taken = new Set<string>();

  constructor() {
    const { world } = this.#calm;
    world.executionKey = KEY;
    for (const kind of KIND_NAMES) for (const object of world.store.list(kind)) this.#follow(object, false);
    world.store.subscribe((_kind, { type, object }) => this.#follow(object, type === 'DELETED'));
  }

  stop(): void {
    this.#calm.runner.stop();
  }

  apply(step: Step): void {
    const now = Date.now();
    for (const { apiVersion, kind, refused } of step.serves) this.#cluster.serve(apiVersion, kind, refused);
    for (const object of step.objects) this.#put(objectSchema.parse(timed(object, now)), step.quiet);
    for (const patch of step.patches) {
      const change = jsonSchema.parse(timed(patch.with, now));
      this.#put(objectSchema.parse(applyPatch(STRATEGIC, toJson(this.#found(patch)), change)), step.quiet);
    }
    for (const ref of step.remove) {
      const known = this.#found(ref);
      this.#taken.add(keyOf(known));
      this.#cluster.remove(known, step.quiet);
    }
    this.#replies = [...step.answers, ...this.#replies];
    for (const { path, status } of step.refuse) this.#refused.set(path, status);
    for (const { path, ...answer } of step.cloudRun) this.#cloudRun.set(path, answer);
  }

  answer({ url, headers }: Exchange): Answer | 'refused' | 'timeout' {
    if (url.hostname === 'run.zoo') return cloudRunAnswer(this.#cloudRun, url);
    if (url.hostname === 'metadata.zoo') return TOKEN;
    if (url.origin !== API)
      return this.#reply(url.hostname.replace(/\.zoo$/, ''), undefined, url.pathname, headers);
    const refused = this.#refused.get(url.pathname);
    if (refused !== undefined) return refusal(refused, 'the case refuses it');
    const [, namespace = '', name = '', path = ''] = PROXY.exec(url.pathname) ?? [];
    if (path === '') return this.#cluster.answer(url);
    const pod = this.#calm.world.store.get('Pod', namespace, name);
    return this.#reply(name, pod, path, headers);
  }

  watch(url: URL, options: LineStreamOptions): Promise<Answer | null> {
    const refused = this.#refused.get(url.pathname);
    if (refused !== undefined) return Promise.resolve(refusal(refused, 'the case refuses it'));
    return this.#cluster.watch(url, options);
  }

  /** What an agent answers: what the case says, else what the program of the calm mesh does. */
  #reply(
    name: string,
    pod: Pod | undefined,
    path: string,
    headers: Readonly<Record<string, string>>,
  ): Answer | 'refused' | 'timeout' {
    const { world } = this.#calm;
    const program = pod === undefined ? world.agent(name) : world.agentIn(pod);
    const calm = (): AgentAnswer =>
      program?.answer({ method: 'GET', path: decodeURIComponent(path), headers }, pod) ?? NOBODY;
    const reply = this.#replies.find(
      (r) => r.path === path && (name === r.agent || name.startsWith(`${r.agent}-`)),
    );
    if (reply?.fail !== undefined) return reply.fail;
    if (reply === undefined && program === undefined && pod === undefined)
      return refusal(503, 'error trying to reach service: connect: connection refused', 'ServiceUnavailable');
    const { status, contentType, body } = reply === undefined ? calm() : written(reply, calm);
    return { status, headers: { 'content-type': contentType }, body: Buffer.from(body) };
  }

  #put(object: RawObject, quiet: boolean): void {
    this.#taken.add(keyOf(object));
    this.#cluster.put(object, quiet);
  }

  #found(ref: { kind: string; namespace: string; name: string }): RawObject {
    const found = this.#cluster.find(ref);
    if (found === undefined) throw new Error(`no ${ref.kind} ${ref.namespace}/${ref.name}`);
    return found;
  }

  #follow(object: unknown, gone: boolean): void {
    const raw = objectSchema.parse(object);
    if (this.#taken.has(keyOf(raw)) || raw.kind === 'Secret') return;
    if (gone) this.#cluster.remove(raw);
    else this.#cluster.put(raw);
  }
}

const TOKEN: Answer = {
  ...jsonAnswer(200, { access_token: 'a-token-of-the-zoo', expires_in: 3600 }),
  headers: { 'metadata-flavor': 'Google' },
};
const NOBODY: AgentAnswer = { status: 404, contentType: 'application/json', body: '{"detail":"Not Found"}' };

const keyOf = ({ kind, metadata }: RawObject): string =>
  `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;

/** The answer of a case, with the times in it as they are now. */
function written(reply: Reply, calm: () => AgentAnswer): AgentAnswer {
  const now = Date.now();
  const known = reply.merge === undefined ? undefined : calm();
  const value: Json | undefined =
    known === undefined
      ? reply.json
      : mergePatch(jsonSchema.parse(JSON.parse(known.body)), reply.merge ?? null);
  const body = reply.body ?? JSON.stringify(value ?? null);
  return {
    status: reply.status ?? known?.status ?? 200,
    contentType: reply.type ?? 'application/json',
    body: reply.body === undefined ? JSON.stringify(timed(JSON.parse(body), now)) : String(timed(body, now)),
  };
}
