/** What must hold of everything that judgement says of a world, and how often each of it was put to the test. */
import type { Judgement } from '../judge.ts';
import type { Moment } from './console.ts';
import { Oracle, SUBJECTS } from './oracle.ts';
import type { SimulatedWorld } from './world.ts';

export interface Violation {
  property: string;
  subject: string;
  at: number;
  /** What was said, and why it may not be. */
  said: string;
  why: string;
}

export interface Verdicts {
  violations: Violation[];
  /** How often each property had something to say: a property that never applies proves nothing. */
  applied: Map<string, number>;
}

/** How what is said of a subject stands to being good: `good` also where it is as expected, or does not apply. */
interface Word {
  good: boolean;
  bad: boolean;
  text: string;
}

type Said = Judgement['said'];
const FAVOURABLE: readonly string[] = ['good', 'expected-off', 'not-applicable'];
const ALARMING: readonly string[] = ['not-off', 'gated', 'contradicted'];

/** What is said of a subject; undefined where it is no subject of the plan. */
export function wordOf(said: Said, subject: string): Word | undefined {
  if (subject === 'execution') {
    const { outcome } = said.execution;
    return { good: outcome === 'proven-off', bad: ALARMING.includes(outcome), text: outcome };
  }
  const [kind, name] = subject.split('/');
  if (kind === 'agent') {
    const agent = said.agents.find((a) => a.name === name);
    if (agent === undefined) return undefined;
    const { verdict, state, reason } = agent;
    const bad = verdict === 'bad' || verdict === 'attention';
    return { good: FAVOURABLE.includes(verdict), bad, text: `${verdict}, ${state}, ${reason}` };
  }
  const failure = said.failures.find((f) => f.id === name);
  if (failure === undefined) return undefined;
  const { state, because } = failure;
  return { good: state === 'absent', bad: state === 'present', text: `${state}, ${because}` };
}

/** Holds all that was said against the ground truth. */
export function check(world: SimulatedWorld, moments: readonly Moment[]): Verdicts {
  const oracle = new Oracle(world);
  const found: Verdicts = { violations: [], applied: new Map() };
  for (const moment of moments) {
    for (const subject of SUBJECTS) checkSubject(oracle, moment, subject, found);
    checkCalm(oracle, moment, found);
  }
  return found;
}

function checkSubject(oracle: Oracle, moment: Moment, subject: string, found: Verdicts): void {
  const word = wordOf(moment.said, subject);
  if (word === undefined) return;
  // That an optional agent is not there is told by the cluster alone.
  const absent = word.text.startsWith('not-applicable');
  const expected = oracle.expects(absent ? 'agent/absent' : subject, moment.at, moment.life);
  const claim = (property: string, applies: string | boolean | null, holds: boolean): void => {
    if (applies === null || applies === false) return;
    found.applied.set(property, (found.applied.get(property) ?? 0) + 1);
    const why = applies === true ? '' : applies;
    if (!holds) found.violations.push({ property, subject, at: moment.at, said: word.text, why });
  };
  claim('never good unproven', expected.neverGood, !word.good);
  claim('what is in sight is told', expected.bad, word.bad);
  claim('calm is called calm', expected.calm && !absent, word.good);
}

function checkCalm(oracle: Oracle, { at, life, said }: Moment, found: Verdicts): void {
  if (!oracle.isWhollyCalm(at, life)) return;
  const property = 'no action in calm';
  found.applied.set(property, (found.applied.get(property) ?? 0) + 1);
  const noise = [...said.actions.map((a) => `${a.id}: ${a.detail}`), ...said.undeclared.map((u) => u.name)];
  const blind = said.sources.filter((s) => s.verdict === 'unknown').map((s) => `${s.id} ${s.state}`);
  if (noise.length + blind.length > 0)
    found.violations.push({ property, subject: 'calm', at, said: [...noise, ...blind].join('; '), why: '' });
}
