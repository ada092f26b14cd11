import { beforeAll, describe, expect, test } from 'vitest';
import { type Evaluation, evaluate } from '#lib/evaluate/evaluate.ts';
import { applyAll } from '#lib/facts/ledger.ts';
import { type CalmMesh, calmMesh } from './calm-mesh.ts';
import { OWNERS } from './owners.ts';
import { WAYS, type WayName } from './ways.ts';

/** Friday, 10:15 in New York, and the evening before. */
const SESSION = '2026-11-20T15:15:00Z';
const NIGHT = '2026-11-20T03:15:00Z';
const meshes = new Map<string, CalmMesh>();

beforeAll(async () => {
  for (const now of [SESSION, NIGHT]) meshes.set(now, await calmMesh(now));
});

function meshAt(now: string): CalmMesh {
  const mesh = meshes.get(now);
  if (mesh === undefined) throw new Error(`no mesh at ${now}`);
  return mesh;
}

/** What is said while an agent is unwell so; null where that cannot be. */
function saidOf(now: string, name: string, way: WayName): Evaluation['said'] | null {
  const { world, state } = meshAt(now);
  const agent = world.plan.agents.find((a) => a.name === name);
  const facts = agent === undefined ? [] : WAYS[way](world, agent);
  return facts.length === 0
    ? null
    : evaluate({ ...world, ledger: applyAll(world.ledger, facts) }, state).said;
}

const owners = (said: Evaluation['said'] | null): string =>
  said?.actions.map((a) => `${a.id} ${a.severity} ${a.runbook?.slug ?? 'without a runbook'}`).join(', ') ??
  '';

const cells = Object.entries(OWNERS).flatMap(([name, all]) =>
  all.flatMap(({ ways, session, night }) => ways.map((way) => ({ name, way, session, night }))),
);

describe('every way of every agent to be unwell', () => {
  test('starts from a mesh in which nobody is called', () => {
    expect(
      [SESSION, NIGHT].map((now) => evaluate(meshAt(now).world, meshAt(now).state).said.actions),
    ).toEqual([[], []]);
  });

  test.each(cells)('has an owner: $name, $way', ({ name, way, session, night }) => {
    expect(session).not.toBe('');
    expect(owners(saidOf(SESSION, name, way))).toBe(session);
    expect(owners(saidOf(NIGHT, name, way))).toBe(night);
  });

  test.each(cells)('has an owner that speaks of it: $name, $way', ({ name, way }) => {
    const said = saidOf(SESSION, name, way);
    expect(said?.agents.find((a) => a.name === name)?.verdict).not.toBe('good');
    expect(said?.actions.map((a) => a.agent)).toContain(name);
  });

  test('is listed if it can befall an agent that must run, unless the plan leaves it open', () => {
    const { world } = meshAt(SESSION);
    const possible = world.plan.agents
      .filter((a) => a.runs === 'always' && a.workloadUndeclared === undefined)
      .flatMap((a) => (Object.keys(WAYS) as WayName[]).map((way) => ({ name: a.name, way })))
      .filter(({ name, way }) => saidOf(SESSION, name, way) !== null);
    expect(possible.map(({ name, way }) => `${name} ${way}`).sort()).toEqual(
      cells.map(({ name, way }) => `${name} ${way}`).sort(),
    );
  });
});
