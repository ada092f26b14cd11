import { z } from 'zod';
import { BEHAVIOURS } from '../agents/misbehaviour/registry.ts';
import { beginDrill } from '../drills/begin.ts';
import { outOfHours } from '../drills/hours.ts';
import { DRILLS, drillNamed } from '../drills/registry.ts';
import type { Json } from '../world/json.ts';
import type { Runner } from '../world/runner.ts';
import type { World } from '../world/world.ts';
import type { Lister } from './list.ts';
import { ApiError, badRequest, unknownPath } from './status.ts';
import type { Watches } from './watch.ts';

const drillSchema = z.strictObject({ name: z.string() });
const agentFaultSchema = z.strictObject({ target: z.string(), behaviour: z.string() });
const nodeFaultSchema = z.strictObject({ node: z.string(), behaviour: z.enum(['silent', 'normal']) });
const watchFaultSchema = z.strictObject({ watch: z.enum(['normal', 'drop', 'gone', 'silent']) });
const bookmarkSchema = z.strictObject({ bookmarkSeconds: z.number().min(0.1).max(3600) });

/** The practice mesh's own endpoint, beside the Kubernetes API: drills and faults. */
export class Control {
  readonly #world: World;
  readonly #runner: Runner;
  readonly #watches: Watches;
  readonly #lister: Lister;
  readonly #onDrill: (name: string) => void;

  constructor(
    world: World,
    runner: Runner,
    watches: Watches,
    lister: Lister,
    onDrill: (name: string) => void,
  ) {
    this.#world = world;
    this.#runner = runner;
    this.#watches = watches;
    this.#lister = lister;
    this.#onDrill = onDrill;
  }

  /** Number of requests to the mesh, without those to itself: the cost of watching it. */
  requests = 0;

  /** Answers `GET /practice/state`, `POST /practice/drill {name}` and `POST /practice/faults`. */
  answer(method: string, path: string, body: Json): unknown {
    if (method === 'GET' && path === '/practice/state') return this.#state();
    if (method === 'POST' && path === '/practice/drill') return this.#drill(body);
    if (method === 'POST' && path === '/practice/faults') return this.#faults(body);
    throw unknownPath();
  }

  #state() {
    const world = this.#world;
    return {
      drill: world.drill,
      requests: this.requests,
      clock: { now: new Date(world.now()).toISOString(), offsetSeconds: world.clock.offsetSeconds },
      faults: Object.fromEntries(world.faults),
      silentNodes: [...world.silentNodes.keys()],
      orphans: [...world.orphans.values()].map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
      watch: world.watches,
      drills: DRILLS.map(({ name, headline, shows }) => ({ name, headline, shows })),
    };
  }

  #drill(body: Json) {
    const asked = drillSchema.safeParse(body);
    if (!asked.success) throw badRequest('expected {"name": "<drill>"}');
    const drill = drillNamed(asked.data.name);
    if (drill === undefined)
      throw new ApiError(
        404,
        'NotFound',
        `no drill "${asked.data.name}"; there are: ${DRILLS.map((d) => d.name).join(' ')}`,
      );
    const elsewhere = outOfHours(drill, this.#world.now());
    if (elsewhere !== undefined) throw new ApiError(409, 'Conflict', elsewhere);
    beginDrill(this.#world, this.#runner, drill);
    this.#onDrill(drill.name);
    return this.#state();
  }

  #faults(body: Json) {
    const watch = watchFaultSchema.safeParse(body);
    const bookmark = bookmarkSchema.safeParse(body);
    const node = nodeFaultSchema.safeParse(body);
    if (node.success) this.#nodeFault(node.data.node, node.data.behaviour);
    else if (watch.success) this.#watchFault(watch.data.watch);
    else if (bookmark.success) this.#watches.bookmarkSeconds = bookmark.data.bookmarkSeconds;
    else this.#agentFault(body);
    return this.#state();
  }

  #watchFault(behaviour: 'normal' | 'drop' | 'gone' | 'silent'): void {
    // Dropping and expiring happen once, to what is open; silence and `gone` also meet the watches that come after.
    this.#world.watches = behaviour === 'drop' ? 'normal' : behaviour;
    if (behaviour === 'drop') this.#watches.drop();
    if (behaviour !== 'gone') return;
    this.#world.store.compact();
    this.#lister.forget();
    this.#watches.expire();
  }

  #nodeFault(name: string, behaviour: 'silent' | 'normal'): void {
    const { silentNodes } = this.#world;
    const known = this.#world.store.list('Node').map(({ metadata }) => metadata.name);
    if (!known.includes(name) && !silentNodes.has(name))
      throw badRequest(`no node "${name}"; there are: ${known.join(' ')}`);
    if (behaviour === 'silent') silentNodes.set(name, this.#world.now());
    else silentNodes.delete(name);
    this.#runner.reconcile();
  }

  #agentFault(body: Json): void {
    const fault = agentFaultSchema.safeParse(body);
    if (!fault.success)
      throw badRequest(
        'expected {"target", "behaviour"}, {"node", "behaviour": "silent|normal"} or {"watch": "normal|drop|gone|silent"}',
      );
    const { target, behaviour } = fault.data;
    const known = this.#world.agents.all.map((agent) => agent.name);
    if (!known.includes(target) && !this.#isPod(target))
      throw badRequest(`no agent "${target}"; there are: ${known.join(' ')}, and pods as namespace/name`);
    if (!BEHAVIOURS.includes(behaviour))
      throw badRequest(`no behaviour "${behaviour}"; there are: ${BEHAVIOURS.join(' ')}`);
    if (behaviour === 'normal') this.#world.faults.delete(target);
    else this.#world.faults.set(target, behaviour);
    this.#runner.reconcile();
  }

  #isPod(target: string): boolean {
    const [namespace, name = ''] = target.split('/');
    return this.#world.store.get('Pod', namespace, name) !== undefined;
  }
}
