/** Keeps a safety poll for each add-on kind that is served: a kind that is not costs nothing and shows nothing. */

import type { Plan } from '#lib/plan/schema.ts';
import { KindPoll } from '../poll.ts';
import type { SourceContext } from '../source-context.ts';
import { DISCOVERY_SUBJECT, Discovery } from './discovery.ts';
import { ADD_ON_KINDS, type AddOnKind } from './kinds.ts';

/** The source statuses that this part may have. */
export const ADD_ON_SUBJECTS: readonly string[] = [
  DISCOVERY_SUBJECT,
  ...ADD_ON_KINDS.map(({ name }) => `poll/${name}`),
];

/** Discovers, and polls what is served, until the context's signal is aborted. */
export function startAddOns(context: SourceContext, plan: Plan): void {
  const polls = new AddOnPolls(context, plan);
  void new Discovery(context, (kinds) => polls.serve(kinds)).run();
}

class AddOnPolls {
  readonly #context: SourceContext;
  readonly #plan: Plan;
  readonly #running = new Map<string, { roots: string; ends: AbortController }>();

  constructor(context: SourceContext, plan: Plan) {
    this.#context = context;
    this.#plan = plan;
    context.signal.addEventListener('abort', () => this.#endAll(), { once: true });
  }

  serve(kinds: readonly AddOnKind[]): void {
    for (const kind of kinds) this.#poll(kind);
    const served = kinds.map(({ name }) => name);
    for (const kind of ADD_ON_KINDS) if (!served.includes(kind.name)) this.#drop(kind);
  }

  #poll(kind: AddOnKind): void {
    const roots = kind.roots.join(' ');
    const running = this.#running.get(kind.name);
    if (running?.roots === roots) return;
    running?.ends.abort();
    const ends = new AbortController();
    this.#running.set(kind.name, { roots, ends });
    const { safety, mesh } = this.#plan;
    const scope = kind.namespaced ? safety.executors.scope : 'cluster';
    new KindPoll({ ...this.#context, signal: ends.signal }, kind, scope, mesh.namespaces);
  }

  /** It is served no more: neither are its objects. */
  #drop(kind: AddOnKind): void {
    const { known, clock, say, availability } = this.#context;
    this.#running.get(kind.name)?.ends.abort();
    this.#running.delete(kind.name);
    const subject = `poll/${kind.name}`;
    say(known.vanished(kind, () => true, new Set(), clock.now(), subject));
    availability.drop(subject);
  }

  #endAll(): void {
    for (const { ends } of this.#running.values()) ends.abort();
  }
}
