import { describe, expect, test } from 'vitest';
import { text } from '#lib/messages/text.ts';
import { type Plan, planSchema } from '#lib/plan/schema.ts';
import { planOf } from '#testing/collectors/agents.ts';
import { targetsOf } from './targets.ts';

function plan(projects: object[], ...parents: string[]): Plan {
  const agents = parents.map((parentEnv, i) => ({ name: `a${i}`, cloudRun: { job: `j${i}`, parentEnv } }));
  const base = planOf([{ name: 'executor' }, ...agents]);
  return planSchema.parse({ ...base, safety: { ...base.safety, cloudRun: { projects } } });
}
const PARENT = 'projects/p/locations/europe-west1';

describe('projects', () => {
  test.each<[string, Plan, object, object[]]>([
    ['none', plan([]), {}, []],
    [
      'of a parent, with all its regions',
      plan([], 'PARENT', 'PARENT'),
      { PARENT },
      [{ id: 'p', regions: ['europe-west1'], discover: true }],
    ],
    [
      'of the plan, with all their regions',
      plan([{ id: 'q' }]),
      {},
      [{ id: 'q', regions: [], discover: true }],
    ],
    [
      'of the plan, with its regions alone',
      plan([{ id: 'q', regions: ['us-east1'] }]),
      {},
      [{ id: 'q', regions: ['us-east1'], discover: false }],
    ],
    [
      'of both, with the regions of either',
      plan([{ id: 'p', regions: ['us-east1'] }], 'PARENT'),
      { PARENT },
      [{ id: 'p', regions: ['us-east1', 'europe-west1'], discover: false }],
    ],
    [
      'of two parents',
      plan([], 'PARENT', 'OTHER'),
      { PARENT, OTHER: 'projects/o/locations/us-east1' },
      [
        { id: 'p', regions: ['europe-west1'], discover: true },
        { id: 'o', regions: ['us-east1'], discover: true },
      ],
    ],
  ])('%s', (_, given, env, projects) => {
    expect(targetsOf(given, { ...env })).toEqual({ projects, problems: [] });
  });
});

test.each<[string, string | undefined, string]>([
  ['is not set', undefined, 'not configured: PARENT is not set'],
  ['is empty', ' ', 'not configured: PARENT is not set'],
  ['is no location', 'p/europe', 'PARENT must be projects/<project>/locations/<location>'],
  ['leads out of the path', 'projects/../locations/x', 'PARENT must be projects/'],
])('a variable that %s is told', (_, value, why) => {
  const { projects, problems } = targetsOf(plan([], 'PARENT'), { PARENT: value });
  expect(projects).toEqual([]);
  expect(problems.map((problem) => text(problem.why))).toEqual([expect.stringContaining(why)]);
});
