import { randomBytes } from 'node:crypto';
import type { PracticeClock } from './clock.ts';
import type { KubeObject } from './kinds.ts';
import { newMetadata } from './new-object.ts';
import type { Store } from './store.ts';

/** Events kept; the oldest go first, as they do after an hour on a real cluster. */
const KEEP = 200;

export interface Occurrence {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly component: string;
}

/** Writes the cluster's Events, counting repetitions in one object as Kubernetes does. */
export class EventRecorder {
  readonly #store: Store;
  readonly #clock: PracticeClock;

  constructor(store: Store, clock: PracticeClock) {
    this.#store = store;
    this.#clock = clock;
  }

  record(about: KubeObject, what: Occurrence, secondsAgo = 0): void {
    const at = this.#clock.stamp(secondsAgo);
    const known = this.#store
      .list('Event')
      .find(
        (e) =>
          e.involvedObject.uid === about.metadata.uid &&
          e.reason === what.reason &&
          e.message === what.message,
      );
    if (known === undefined) this.#first(about, what, at);
    else
      this.#store.update('Event', known, (draft) => {
        draft.count = (draft.count ?? 1) + 1;
        draft.lastTimestamp = at;
      });
    this.#forget();
  }

  #first(about: KubeObject, what: Occurrence, at: string): void {
    const name = `${about.metadata.name}.${randomBytes(8).toString('hex')}`;
    const namespace = about.metadata.namespace ?? 'default';
    this.#store.put('Event', {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: newMetadata({ name, namespace }, at),
      involvedObject: {
        kind: about.kind,
        ...(about.metadata.namespace === undefined ? {} : { namespace }),
        name: about.metadata.name,
        uid: about.metadata.uid,
        apiVersion: about.apiVersion,
        resourceVersion: about.metadata.resourceVersion,
      },
      type: what.type,
      reason: what.reason,
      message: what.message,
      source: { component: what.component },
      firstTimestamp: at,
      lastTimestamp: at,
      count: 1,
      eventTime: null,
      reportingComponent: what.component,
      reportingInstance: '',
    });
  }

  #forget(): void {
    const events = this.#store.list('Event');
    for (const old of events.slice(0, Math.max(0, events.length - KEEP))) this.#store.remove('Event', old);
  }
}
