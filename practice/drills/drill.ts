import type { World } from '../world/world.ts';

type Verdict = 'good' | 'attention' | 'bad' | 'unknown' | 'expected-off' | 'not-applicable';
type Outcome = 'proven-off' | 'gated' | 'not-off' | 'contradicted' | 'unproven';

/** What the pane must say during a drill. Agents and failures that stay as in calm need not be listed. */
export interface Shows {
  readonly execution: Outcome;
  readonly agents: Readonly<Record<string, Verdict>>;
  readonly failures: Readonly<Record<string, Verdict>>;
}

/** One situation of the mesh. `begin` finds a calm world and brings it about. */
export interface Drill {
  readonly name: string;
  readonly headline: string;
  readonly shows: Shows;
  begin(world: World): void;
}
