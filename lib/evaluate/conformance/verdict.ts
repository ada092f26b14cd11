/** Findings become a conformance: evidence against decides first, then unavailable parts, then met rules. */

import type { ContainerSpec } from '../../facts/fact.ts';
import { dated } from '../../messages/dated.ts';
import type { Message } from '../../status/message.ts';
import type { ConformanceState } from '../../vocabulary.ts';
import { evidence } from '../base/evidence.ts';
import type { Conformance } from './rule.ts';
import { say, text } from './say.ts';
import type { AgentScope, Spec } from './scope.ts';

/** One thing noticed in a spec or an answer. */
export interface Remark {
  state: Exclude<ConformanceState, 'not-applicable'>;
  where: string;
  finding: Message;
}

/** Result of a rule without findings. */
type Unremarked = Pick<Conformance, 'state' | 'why'>;

/** Number of places named in the reason; the evidence lists all. */
const PLACES_TOLD = 3;

export function concluded(
  remarks: readonly Remark[],
  gaps: readonly Message[],
  rule: string,
  at: number | null,
  unremarked: Unremarked,
): Conformance {
  const of = (state: ConformanceState) => remarks.filter((r) => r.state === state);
  const [broken, hidden, holding] = [of('broken'), of('cannot-see'), of('holds')];
  const told = [...broken, ...hidden, ...holding].map((r) =>
    evidence(r.state, text(dated(r.finding, at ?? Number.NaN)), r.where, at, rule),
  );
  const as = (state: ConformanceState, items: readonly Message[]): Conformance => ({
    state,
    why: say('list', { items: distinctMessages(items), most: PLACES_TOLD }),
    evidence: told,
  });
  if (broken.length > 0) return as('broken', placed(broken));
  if (hidden.length + gaps.length > 0) return as('cannot-see', [...gaps, ...placed(hidden)]);
  if (holding.length > 0) return as('holds', placed(holding));
  return { ...unremarked, evidence: told };
}

/** The same finding in several places is reported once. */
function placed(remarks: readonly Remark[]): Message[] {
  const same = Map.groupBy(remarks, ({ finding }) => identityOf(finding)).values();
  return [...same].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const places = [...new Set([first, ...others].map((r) => r.where))];
    return [say('conform-at', { places, finding: first.finding })];
  });
}

/** Messages are the same when code and parameters are. */
function identityOf(message: Message): string {
  return JSON.stringify(message);
}

/** Each message once, in the order in which they first come. */
export function distinctMessages(messages: readonly Message[]): Message[] {
  return [...new Map(messages.map((message) => [identityOf(message), message])).values()];
}

export type Noticed = Pick<Remark, 'state' | 'finding'>;

export function noticed(state: Remark['state'], finding: Message): Noticed {
  return { state, finding };
}

/** Findings to look for in specs, and the result without findings if everything is available. */
interface SpecLook {
  /** The rule in words, for the evidence. */
  rule: string;
  look(spec: Spec): Noticed[];
  unremarked: Unremarked;
  /** Findings beside the specs, such as a process's own report. */
  also?: readonly Remark[];
}

/** Conformance from every spec of an agent: those of its workloads, and those of pods where they differ. */
export function bySpecs(scope: AgentScope, { rule, look, unremarked, also = [] }: SpecLook): Conformance {
  if (scope.unused !== null && also.length === 0)
    return { state: 'not-applicable', why: scope.unused, evidence: [] };
  const seen = new Set<string>();
  const remarks = scope.specs.flatMap((spec) =>
    look(spec).flatMap(({ state, finding }): Remark[] => {
      const key = `${spec.origin} ${identityOf(finding)}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ state, finding, where: spec.where }];
    }),
  );
  return concluded([...also, ...remarks], scope.gaps, rule, scope.readAt, unremarked);
}

/** As `bySpecs`, for rules that need a whole spec; a service with only its environment known is not visible. */
export function byWholeSpecs(scope: AgentScope, part: string, spec: SpecLook): Conformance {
  const look = (each: Spec): Noticed[] =>
    each.whole ? spec.look(each) : [noticed('cannot-see', say('conform-part-unread', { part }))];
  return bySpecs(scope, { ...spec, look });
}

/** Findings in each container of the given roles, with the container's name if a spec has several. */
export function inContainers(
  spec: Spec,
  roles: readonly ContainerSpec['role'][],
  look: (container: ContainerSpec) => Noticed[],
): Noticed[] {
  const named = spec.containers.length > 1;
  return spec.containers
    .filter((c) => roles.includes(c.role))
    .flatMap((c) =>
      look(c).map(({ state, finding }) =>
        noticed(state, named ? say('conform-container', { container: c.name, finding }) : finding),
      ),
    );
}

export const EVERY_ROLE: readonly ContainerSpec['role'][] = ['main', 'init', 'ephemeral'];
