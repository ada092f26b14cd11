import type { ProofId } from '#lib/vocabulary.ts';
import type { World } from '../world/world.ts';

type Verdict = 'good' | 'attention' | 'bad' | 'unknown' | 'expected-off' | 'not-applicable';
type Outcome = 'proven-off' | 'gated' | 'not-off' | 'contradicted' | 'unproven';
type EscalationState = 'firing' | 'pending' | 'waiting' | 'cannot-tell' | 'inactive';
type RuleState = 'holds' | 'broken' | 'cannot-see' | 'not-applicable';

/** Expected changes on the console during a drill, compared with calm. */
export interface Shows {
  readonly execution: Outcome;
  /** By the proof's id. */
  readonly proofs?: Readonly<Partial<Record<ProofId, Verdict>>>;
  /** By the agent's name. */
  readonly agents: Readonly<Record<string, Verdict>>;
  /** By the failure mode's id. */
  readonly failures: Readonly<Record<string, Verdict>>;
  /** By the rule's id. */
  readonly escalations?: Readonly<Record<string, EscalationState>>;
  /** Cells of the conformance table: by the agent's name, then by the rule's id. */
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, RuleState>>>>;
  /** Names of the workloads that no entry of the plan knows. */
  readonly undeclared?: readonly string[];
  /** Text in the market's label. */
  readonly market?: string;
  /** Texts among the actions, each in some card. */
  readonly actions?: readonly string[];
}

/** The time of day that a drill is about, as instants in UTC; its mesh keeps a clock that shows it. */
export interface DrillHours {
  readonly startsAt: string;
  readonly endsAt: string;
}

/** One situation of the mesh. */
export interface Drill {
  readonly name: string;
  readonly headline: string;
  readonly shows: Shows;
  /** Left out: any time, though what it shows is meant for an open market. */
  readonly hours?: DrillHours;
  /** Changes that are hours old when the drill begins, in a calm world that still settles. */
  earlier?(world: World): void;
  /** Brings the situation about, in a calm world. */
  begin(world: World): void;
}
