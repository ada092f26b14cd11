import { expect, test } from 'vitest';
import type { Posture } from '#lib/posture.ts';
import { VERDICTS, type Verdict } from '#lib/vocabulary.ts';
import { quietOf } from './quiet.ts';

const AGENT = { name: 'x', verdict: 'good', leftOpenByPlan: false } as const;
function posture(over: {
  outcome?: Posture['execution']['outcome'];
  agent?: Verdict;
  source?: Verdict;
  failure?: Verdict;
  problems?: string[];
}) {
  return {
    execution: { outcome: over.outcome ?? 'proven-off' },
    actions: [],
    agents: [{ ...AGENT, verdict: over.agent ?? 'good' }],
    failures: [{ title: 'f', verdict: over.failure ?? 'good' }],
    sources: [{ label: 's', code: 'seen', verdict: over.source ?? 'good' }],
    plan: { problems: over.problems ?? [] },
  };
}

test('nothing needs you only while execution is proven off and all is known', () => {
  expect(quietOf(posture({}))).toEqual({ calm: true, open: [], leftOpen: [] });
});

test('an agent that the plan leaves open is shown, and calls nobody', () => {
  const agents = [{ name: 'x', verdict: 'unknown', leftOpenByPlan: true }] as const;
  expect(quietOf({ ...posture({}), agents })).toEqual({ calm: true, open: [], leftOpen: ['x'] });
});

test('what the plan names and the cluster does not have is told, once', () => {
  const source = { label: 'Namespace x', code: 'missing', verdict: 'attention' } as const;
  const { calm, open } = quietOf({ ...posture({}), sources: [source, source] });
  expect([calm, open]).toEqual([false, ['In the plan and not in the cluster: Namespace x']]);
});

test.each([['gated'], ['not-off'], ['contradicted'], ['unproven']] as const)(
  'execution %s is never quiet',
  (outcome) => expect(quietOf(posture({ outcome })).calm).toBe(false),
);

const AT_REST: readonly Verdict[] = ['good', 'expected-off', 'not-applicable'];
const QUIET = VERDICTS.map((verdict) => [verdict, AT_REST.includes(verdict)] as const);

test.each(QUIET)('an agent that is %s: quiet %s', (agent, calm) =>
  expect(quietOf(posture({ agent })).calm).toBe(calm),
);

test.each(QUIET)('a failure mode that is %s: quiet %s', (failure, calm) =>
  expect(quietOf(posture({ failure })).calm).toBe(calm),
);

test('a blind source, a failure that cannot be determined and a plan that is not in force are said', () => {
  const quiet = quietOf(posture({ source: 'unknown', failure: 'unknown', problems: ['line 3'] }));
  expect(quiet).toEqual({
    calm: false,
    open: ['Cannot tell: f', 'Not seen: s', 'The plan on disk is not in force'],
    leftOpen: [],
  });
});
