/**
 * Asks now and then which kinds the cluster serves. An extension API server that is down stays listed, and its kinds
 * cannot be read: the report then names what they may be, and calls nothing absent.
 */

import { z } from 'zod';
import { cleanText } from '#lib/contracts/redact.ts';
import type { ServedKindsValue } from '#lib/facts/fact.ts';
import { say as message } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import { TransportError } from '../../http/transport-error.ts';
import { ApiError } from '../api-status.ts';
import { failureCause } from '../failure-reason.ts';
import { pause } from '../pause.ts';
import type { SourceContext } from '../source-context.ts';
import { ADD_ON_KINDS, type AddOnKind, servedBy } from './kinds.ts';

export const DISCOVERY_SUBJECT = 'discovery/kinds';
const LABEL = 'Served kinds';

/** More than any real cluster has; an answer with more is not believed. */
const MAX_GROUPS = 2_000;
const MAX_KINDS = 5_000;
const MAX_BYTES = 4 * 1024 * 1024;
const AT_ONCE = 4;
/** A known kind is gone when so many rounds in a row no longer have it: an API server that starts lists too few. */
const GONE_AFTER = 2;

const nameSchema = z.string().min(1).max(253);
const groupsSchema = z.object({
  kind: z.literal('APIGroupList'),
  groups: z
    .array(z.object({ name: nameSchema, versions: z.array(z.object({ version: nameSchema })).max(20) }))
    .max(MAX_GROUPS),
});
const resourcesSchema = z.object({
  kind: z.literal('APIResourceList'),
  resources: z.array(z.object({ name: nameSchema, kind: nameSchema })).max(MAX_KINDS),
});
type Resource = z.infer<typeof resourcesSchema>['resources'][number];

/** Kubernetes' own groups: they hold no custom kinds, and what runs programs in them is polled anyway. */
const OWN_GROUPS =
  /^(?:apps|batch|autoscaling|policy|extensions|(?:admissionregistration|apiextensions|apiregistration|authentication|authorization|certificates|coordination|discovery|events|flowcontrol\.apiserver|internal\.apiserver|networking|node|rbac\.authorization|resource|scheduling|storage|storagemigration)\.k8s\.io)$/;

interface GroupVersion {
  group: string;
  version: string;
}
/** What is known of one version of a group; `why` if it could not be read this time. */
interface Reading extends GroupVersion {
  resources: readonly Resource[];
  why: Message | null;
}

/** `part`: something that may hold a known kind is left unread. */
type Outcome = 'whole' | 'part' | 'failed';
const AGAIN = { whole: 'discoveryEvery', part: 'discoveryPart', failed: 'discoveryRetry' } as const;

export class Discovery {
  readonly #context: SourceContext;
  readonly #onServed: (kinds: readonly AddOnKind[]) => void;
  /** The last whole answer of each version of a group: a failed one wipes nothing. */
  readonly #read = new Map<string, readonly Resource[]>();
  /** How many rounds in a row no longer had a kind that was served. */
  readonly #missed = new Map<AddOnKind, { kind: AddOnKind; rounds: number }>();
  #groupsRead = '';
  #value: ServedKindsValue | null = null;
  #lastSeenAt: number | null = null;
  #failed = 0;

  constructor(context: SourceContext, onServed: (kinds: readonly AddOnKind[]) => void) {
    this.#context = context;
    this.#onServed = onServed;
  }

  /** Runs until the context's signal is aborted. Never rejects. */
  async run(): Promise<void> {
    const { signal, timings } = this.#context;
    this.#show('starting', null);
    while (!signal.aborted) {
      const came = await this.#round().catch((error: unknown) => this.#fail(error));
      await this.#rest(timings[AGAIN[came]]);
    }
  }

  /** Ends early when the cluster serves other groups than before: a new kind may run programs at once. */
  async #rest(ms: number): Promise<void> {
    const { signal, timings } = this.#context;
    for (let left = ms; left > 0 && !signal.aborted; left -= timings.discoveryPart) {
      await pause(Math.min(left, timings.discoveryPart), signal);
      if (left <= timings.discoveryPart || signal.aborted) return;
      const groups = await this.#groups().catch(() => null);
      if (groups !== null && groups.map(keyOf).join() !== this.#groupsRead) return;
    }
  }

  async #round(): Promise<Outcome> {
    const { clock, signal } = this.#context;
    const startedAt = clock.now();
    const groups = await this.#groups();
    const readings = await this.#readAll(groups);
    this.#groupsRead = groups.map(keyOf).join();
    if (signal.aborted) return 'whole';
    const kinds = this.#kindsOf(readings);
    const value = servedKinds(readings, kinds);
    // The same value again, so that the ledger and the journal see at once that nothing changed.
    if (this.#value === null || JSON.stringify(this.#value) !== JSON.stringify(value)) this.#value = value;
    this.#context.say([
      {
        subject: 'served-kinds',
        kind: 'served-kinds',
        value: this.#value,
        observedAt: startedAt,
        source: 'discovery',
      },
    ]);
    this.#onServed(kinds);
    this.#lastSeenAt = startedAt;
    this.#show('seen', null);
    const missed = [...this.#missed.values()].some(({ rounds }) => rounds > 0);
    return !missed && value.unread.every(({ holds }) => holds.length === 0) ? 'whole' : 'part';
  }

  #fail(error: unknown): Outcome {
    if (this.#context.signal.aborted) return 'failed';
    this.#failed += 1;
    this.#show('blind', failureCause(error));
    return 'failed';
  }

  async #groups(): Promise<GroupVersion[]> {
    const { groups } = await this.#get('/apis', groupsSchema);
    // No API server lacks this group: without it something else answered, or only a part of it.
    if (!groups.some(({ name }) => name === 'apps'))
      throw new TransportError('other', message('cause-not-groups'));
    return groups
      .filter(({ name }) => !OWN_GROUPS.test(name))
      .flatMap(({ name, versions }) => versions.map(({ version }) => ({ group: name, version })));
  }

  async #readAll(wanted: readonly GroupVersion[]): Promise<Reading[]> {
    const readings: Reading[] = [];
    const left = [...wanted];
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift())
        readings.push(await this.#readOne(next));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return readings.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  }

  async #readOne(at: GroupVersion): Promise<Reading> {
    const key = keyOf(at);
    try {
      const path = `/apis/${encodeURIComponent(at.group)}/${encodeURIComponent(at.version)}`;
      const { resources } = await this.#get(path, resourcesSchema);
      const whole = resources.filter(({ name }) => !name.includes('/'));
      this.#read.set(key, whole);
      return { ...at, resources: whole, why: null };
    } catch (error) {
      return { ...at, resources: this.#read.get(key) ?? [], why: failureCause(error) };
    }
  }

  async #get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const { transport, timings, signal } = this.#context;
    const answer = await transport.get(path, {
      timeoutMs: timings.pollTimeout,
      maxBytes: MAX_BYTES,
      signal,
    });
    if (answer.status !== 200) throw new ApiError(answer.status, answer.body);
    return schema.parse(JSON.parse(answer.body.toString('utf8')));
  }

  /** The known kinds that are served, or were until lately. */
  #kindsOf(readings: readonly Reading[]): AddOnKind[] {
    return ADD_ON_KINDS.flatMap((kind) => {
      const versions = readings
        .filter(({ group, resources }) => group === kind.line.group && has(resources, kind.line.resource))
        .map(({ version }) => version);
      if (versions.length > 0) {
        const served = servedBy(kind, versions);
        this.#missed.set(kind, { kind: served, rounds: 0 });
        return [served];
      }
      const before = this.#missed.get(kind);
      if (before === undefined) return [];
      before.rounds += 1;
      if (before.rounds < GONE_AFTER) return [before.kind];
      this.#missed.delete(kind);
      return [];
    });
  }

  #show(state: 'starting' | 'seen' | 'blind', cause: Message | null): void {
    this.#context.availability.put(
      DISCOVERY_SUBJECT,
      {
        label: LABEL,
        state,
        scope: 'cluster',
        cause,
        lastSeenAt: this.#lastSeenAt,
        syncedAt: this.#lastSeenAt,
        lastEventAt: null,
        unreadable: 0,
        restarts: this.#failed,
        count: this.#value === null ? 0 : this.#value.served.length + this.#value.others.length,
      },
      true,
    );
  }
}

function has(resources: readonly Resource[], name: string): boolean {
  return resources.some((resource) => resource.name === name);
}

function keyOf({ group, version }: GroupVersion): string {
  return `${group}/${version}`;
}

function servedKinds(readings: readonly Reading[], served: readonly AddOnKind[]): ServedKindsValue {
  const names = served.map(({ name }) => name);
  const unread = new Map(
    readings.flatMap(({ group, why }) =>
      why === null ? [] : [[cleanText(group, MAX_NAME), { group, why }]],
    ),
  );
  return {
    served: names,
    others: othersOf(readings),
    unread: [...unread].map(([group, at]) => ({
      group,
      holds: ADD_ON_KINDS.filter(({ line, name }) => line.group === at.group && !names.includes(name)).map(
        ({ name }) => name,
      ),
      why: at.why,
    })),
  };
}

const MAX_NAME = 120;

/** Each once, whichever versions serve it. */
function othersOf(readings: readonly Reading[]): ServedKindsValue['others'] {
  const others = readings.flatMap(({ group, resources }) =>
    resources
      .filter(({ name }) => !ADD_ON_KINDS.some(({ line }) => line.group === group && line.resource === name))
      .map(({ name, kind }) => ({
        group: cleanText(group, MAX_NAME),
        kind: cleanText(kind, MAX_NAME),
        resource: cleanText(name, MAX_NAME),
      })),
  );
  const once = [...new Map(others.map((other) => [`${other.resource}.${other.group}`, other])).values()];
  return once.sort((a, b) => (`${a.group} ${a.resource}` < `${b.group} ${b.resource}` ? -1 : 1));
}
