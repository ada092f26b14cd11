/** Days of the market as the plan declares them beside the calendar, and the halts that end a session. */

import { etDate } from '../format/clock.ts';
import type { Plan } from '../plan/schema.ts';

type Declared = NonNullable<Plan['market']>;
type Closure = Declared['closures'][number];
type EarlyClose = Declared['earlyCloses'][number];
type Halt = Plan['marketHalts'][number];

export interface DeclaredDays {
  readonly closures: readonly Closure[];
  readonly earlyCloses: readonly EarlyClose[];
  /** Halts of level 3 with their start, epoch ms. */
  readonly halts: readonly { readonly at: number; readonly halt: Halt }[];
}

export const NOTHING_DECLARED: DeclaredDays = { closures: [], earlyCloses: [], halts: [] };

const known = new WeakMap<Plan, DeclaredDays>();

/** What a plan declares. Computed once for each plan, since the market is asked for each second. */
export function declaredDays(plan: Plan): DeclaredDays {
  const days = known.get(plan) ?? {
    closures: plan.market?.closures ?? [],
    earlyCloses: plan.market?.earlyCloses ?? [],
    halts: plan.marketHalts
      .filter(({ level }) => level === 3)
      .map((halt) => ({ at: Date.parse(halt.from), halt })),
  };
  known.set(plan, days);
  return days;
}

export function closureOn({ closures }: DeclaredDays, date: string): Closure | null {
  return closures.find((closure) => closure.date === date) ?? null;
}

export function earlyCloseOn({ earlyCloses }: DeclaredDays, date: string): EarlyClose | null {
  return earlyCloses.find((early) => early.date === date) ?? null;
}

/** The first halt of a date that ends its session. */
export function haltOn({ halts }: DeclaredDays, date: string): DeclaredDays['halts'][number] | null {
  const [first = null] = halts.filter(({ at }) => etDate(at) === date).toSorted((a, b) => a.at - b.at);
  return first;
}
