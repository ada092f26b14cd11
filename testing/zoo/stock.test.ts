import { beforeAll, describe, expect, test } from 'vitest';
import { summary } from './expectations.ts';
import { liveThrough, NOTHING, type Posture } from './run.ts';
import { running, stockWorkloads } from './stock.ts';

/**
 * Inside the mesh these two may be asked about: the one names an execution engine in its arguments, the other has a
 * setting of executions that is on.
 */
const MAY_BE_ASKED_ABOUT = ['hive-server2', 'n8n'];

const workloads = stockWorkloads();

async function over(objects: typeof NOTHING.objects): Promise<Posture> {
  const said = (await liveThrough({ ...NOTHING, objects, until: 6, steps: [] })).at(-1);
  if (said === undefined) throw new Error('nothing was said');
  return said;
}

const codes = ({ execution }: Posture): string[] => execution.proofs.map(({ id, code }) => `${id}: ${code}`);

/** The stock workloads that a proof speaks of, as an executor, a suspect or by a setting. */
function spokenOf({ execution }: Posture): string[] {
  const text = JSON.stringify(execution.proofs);
  return workloads
    .map(({ metadata }) => metadata.name)
    .filter((name) => new RegExp(`(?<![\\w-])${name}(?:-5d9c7)?(?:-x7k2p)?(?![\\w-])`).test(text));
}

describe('stock workloads', () => {
  let calm: Posture;
  beforeAll(async () => {
    calm = await over([]);
  });

  test('there are sixty, each with a name of its own', () => {
    const names = workloads.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    expect(names).toEqual([...new Set(names)]);
    expect(names.length).toBeGreaterThanOrEqual(60);
  });

  test('outside the mesh none is an executor or a suspect, and no setting is suspected', async () => {
    const posture = await over(workloads.flatMap((workload) => running(workload)));
    expect(spokenOf(posture), summary(posture)).toEqual([]);
    expect(posture.execution.outcome, summary(posture)).toBe('proven-off');
    expect(codes(posture)).toEqual(codes(calm));
    expect(posture.execution.scope.settings).toEqual(calm.execution.scope.settings);
  });

  test('inside a namespace of the mesh at most two are asked about, and they are known', async () => {
    const posture = await over(workloads.flatMap((workload) => running(workload, 'trading-floor')));
    const asked = spokenOf(posture);
    expect(
      asked.filter((name) => !MAY_BE_ASKED_ABOUT.includes(name)),
      summary(posture),
    ).toEqual([]);
    if (asked.length === 0) expect(codes(posture)).toEqual(codes(calm));
    expect(posture.undeclared.length).toBeGreaterThanOrEqual(60);
  });
});
