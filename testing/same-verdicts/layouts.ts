/**
 * Where things are in each of the two trees: the only file to change when files move. `reference` is of the commit
 * that is held against, and stays as it is; `present` is of the present tree. What is exported is written behind a `#`.
 */

/** `folder/file#name`: what the module exports under that name. */
export type Exported = `${string}#${string}`;

export interface Layout {
  /** Plan, ledger, market and now in, what is said out. */
  judge: Exported;
  /** What judgement carries on where nothing was before. */
  emptyCarry: Exported;
  /** Every agent by every rule of the contracts. */
  conformance: Exported;
  /** Makes a simulated world by seed and index, lives through it and holds it against the oracle. */
  examine: Exported;
  /** The world of a situation, as judgement gets it. */
  worldOf: Exported;
  /** The instant at which situations are seen that say none. */
  situationNow: Exported;
  /** Families of situations, by name. */
  situations: Readonly<Record<string, Exported>>;
  /** Instants at which nothing is known, by name. */
  days: Exported;
  /** The program that is a practice mesh. */
  practiceMain: string;
  /** Every drill. */
  drills: Exported;
  /** The program that is the console. */
  consoleMain: string;
  /** Paths of the console's API. */
  stream: string;
  contracts: string;
  /** Whether documents of the API are answered by the built pages, so that no console tells them without a build. */
  apiIsBuilt: boolean;
  /** Builds the pages where their sources differ from those of the last build. */
  ensureBuilt: Exported;
  /** Every fault of the fault table. */
  allFaults: Exported;
  /** Tries faults, some at the same time. */
  runFaults: Exported;
  /** How quickly. */
  quickPace: Exported;
}

const REFERENCE: Layout = {
  judge: 'lib/judgement/judge.ts#judge',
  emptyCarry: 'lib/judgement/carry.ts#EMPTY_CARRY',
  conformance: 'lib/judgement/conformance/conformance.ts#conformanceOf',
  examine: 'lib/judgement/simulation/examine.ts#examine',
  worldOf: 'lib/judgement/sample/situations/situation.ts#worldOf',
  situationNow: 'lib/judgement/sample/facts.ts#NOW',
  situations: {
    agents: 'lib/judgement/sample/situations/agents.ts#AGENTS',
    answers: 'lib/judgement/sample/situations/answers.ts#ANSWERS',
    execution: 'lib/judgement/sample/situations/execution.ts#EXECUTION',
    pods: 'lib/judgement/sample/situations/pods.ts#PODS',
  },
  days: 'lib/judgement/sample/situations/days.ts#DAYS',
  practiceMain: 'practice/main.ts',
  drills: 'practice/drills/registry.ts#DRILLS',
  consoleMain: 'server/main.ts',
  stream: '/api/v1/stream',
  contracts: '/api/v1/contracts',
  apiIsBuilt: false,
  ensureBuilt: 'scripts/prepare.mjs#ensureBuilt',
  allFaults: 'e2e/faults/registry.ts#allFaults',
  runFaults: 'e2e/faults/run-all.ts#runAll',
  quickPace: 'e2e/faults/pace.ts#QUICK_PACE',
};

const PRESENT: Layout = {
  ...REFERENCE,
  judge: 'lib/evaluate/evaluate.ts#evaluate',
  emptyCarry: 'lib/evaluate/base/state.ts#EMPTY_STATE',
  conformance: 'features/conformance/model/conformance.ts#conformanceOf',
  examine: 'testing/worlds/examine.ts#examine',
  worldOf: 'testing/samples/situations/situation.ts#worldOf',
  situationNow: 'testing/samples/facts.ts#NOW',
  situations: {
    agents: 'testing/samples/situations/agents.ts#AGENTS',
    answers: 'testing/samples/situations/answers.ts#ANSWERS',
    execution: 'testing/samples/situations/execution.ts#EXECUTION',
    pods: 'testing/samples/situations/pods.ts#PODS',
  },
  days: 'testing/samples/situations/days.ts#DAYS',
  apiIsBuilt: true,
  practiceMain: 'testing/practice/main.ts',
  drills: 'testing/practice/drills/registry.ts#DRILLS',
  allFaults: 'testing/faults/registry.ts#allFaults',
  runFaults: 'testing/faults/run-all.ts#runAll',
  quickPace: 'testing/faults/pace.ts#QUICK_PACE',
};

export type Side = 'reference' | 'present';
export const LAYOUTS: Readonly<Record<Side, Layout>> = { reference: REFERENCE, present: PRESENT };
