/** Saboteurs that evaluate right and say something else of agents, failure modes, sources and the day. */

import type { Verdict } from '#lib/vocabulary.ts';
import { named, type Said, saying } from '../saboteur.ts';
import { agentAs, failureAs } from './codes.ts';

const agents = (change: (a: Said['agents'][number]) => Partial<Said['agents'][number]>) =>
  saying((said) => ({ ...said, agents: said.agents.map((a) => ({ ...a, ...change(a) })) }));
const failures = (change: (f: Said['failures'][number]) => Partial<Said['failures'][number]>) =>
  saying((said) => ({ ...said, failures: said.failures.map((f) => ({ ...f, ...change(f) })) }));
const UNPROVEN = { outcome: 'unproven', verdict: 'unknown' } as const;

const aVerdictFor = (of: Verdict, to: Verdict) => (a: { verdict: Verdict }) =>
  a.verdict === of ? agentAs(to) : {};

const STARTED_BY_PEOPLE = ['running', 'running-outside-hours'];

export const OF_SUBJECTS = [
  named(
    'always unknown',
    'It never says that anything is good or bad.',
    saying((said) => ({
      ...said,
      execution: { ...said.execution, ...UNPROVEN },
      agents: said.agents.map((a) => ({ ...a, ...agentAs('unknown') })),
      failures: said.failures.map((f) => ({ ...f, ...failureAs('cannot-tell') })),
    })),
  ),
  named(
    'all agents good',
    'No agent is ever in trouble.',
    agents(() => agentAs('good')),
  ),
  named(
    'red agents amber',
    'An agent that is bad needs only attention.',
    agents(aVerdictFor('bad', 'attention')),
  ),
  named('amber agents red', 'An agent that needs attention is bad.', agents(aVerdictFor('attention', 'bad'))),
  named(
    'red agents unknown',
    'It will not commit itself to a bad agent.',
    agents(aVerdictFor('bad', 'unknown')),
  ),
  named('nothing unknown', 'An agent that nobody hears is well.', agents(aVerdictFor('unknown', 'good'))),
  named(
    'optional agent absent is bad',
    'A part that need not be there is missed.',
    agents((a) => (a.optional && a.verdict === 'not-applicable' ? agentAs('bad') : {})),
  ),
  named(
    'expected off is unknown',
    'An agent that should be off and is leaves a doubt.',
    agents(aVerdictFor('expected-off', 'unknown')),
  ),
  named(
    'what is off is expected',
    'An agent that is bad is told as off by intent.',
    agents(aVerdictFor('bad', 'expected-off')),
  ),
  named(
    'evidence of agents dropped',
    'It says how an agent is, and not by what.',
    agents(() => ({ evidence: [] })),
  ),
  named(
    'agents since moved to now',
    'Each agent has only just become as it is.',
    saying((said, { now }) => ({
      ...said,
      agents: said.agents.map((a) => ({ ...a, since: new Date(now).toISOString() })),
    })),
  ),
  named(
    'running on demand is good',
    'What people start and forget is as it should be.',
    agents((a) => (STARTED_BY_PEOPLE.includes(a.code) ? agentAs('good') : {})),
  ),
  named(
    'codes of agents swapped',
    'An agent bears the state of its neighbour.',
    saying((said) => ({
      ...said,
      agents: said.agents.map((a, i) => {
        const { code, verdict, params } = said.agents[(i + 1) % said.agents.length] ?? a;
        return { ...a, code, verdict, params };
      }),
    })),
  ),
  named(
    'half of the roster',
    'Agents that are not P0 are not listed.',
    saying((said) => ({
      ...said,
      agents: said.agents.filter((a) => a.criticality === 'P0'),
    })),
  ),
  named(
    'failures absent unless present',
    'What it cannot tell is absent.',
    failures((f) => (f.state === 'cannot-tell' ? failureAs('absent') : {})),
  ),
  named(
    'failures never absent',
    'It cannot rule anything out.',
    failures((f) => (f.state === 'absent' ? failureAs('cannot-tell') : {})),
  ),
  named(
    'failures never present',
    'What is present cannot be told.',
    failures((f) => (f.state === 'present' ? failureAs('cannot-tell') : {})),
  ),
  named(
    'failures without names',
    'It tells a failure and not whom it befell.',
    failures(() => ({ who: [] })),
  ),
  named(
    'no undeclared list',
    'Workloads that are not in the plan are not shown.',
    saying((said) => ({ ...said, undeclared: [] })),
  ),
  named(
    'sources without causes',
    'It says that a source is blind, and not why.',
    saying((said) => ({
      ...said,
      sources: said.sources.map((s) => ({ ...s, params: {}, evidence: [] })),
    })),
  ),
  named(
    'no source is blind',
    'Every source is taken to be seen.',
    saying((said) => ({
      ...said,
      sources: said.sources.map((s) => ({ ...s, verdict: 'good', code: 'seen' })),
    })),
  ),
  named(
    'no cadence',
    'The day has no appointments.',
    saying((said) => ({
      ...said,
      cadence: { ...said.cadence, items: [] },
    })),
  ),
  named(
    'plan left open is good',
    'What the plan does not settle is well.',
    agents((a) => (a.leftOpenByPlan ? agentAs('good') : {})),
  ),
];
