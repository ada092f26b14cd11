/** The table of the plan's rules is complete: every name in it exists, and everything that exists is in it. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CONFORMANCE_RULES } from '#lib/evaluate/conformance/registry.ts';
import { evaluation } from '#testing/samples/evaluated.ts';
import { parsePlan } from './plan-file.ts';

const TABLE = readFileSync('docs/plan-coverage.md', 'utf8');
const read = parsePlan(readFileSync('plan/agent-mesh.yaml', 'utf8'));
if (!read.ok) throw new Error(JSON.stringify(read.problems));
const { plan } = read;

const EXISTING: Readonly<Record<string, readonly string[]>> = {
  proof: evaluation([]).said.execution.proofs.map((p) => p.id),
  rule: CONFORMANCE_RULES.map((rule) => rule.id),
  failure: plan.failures.map((failure) => failure.id),
  escalation: plan.escalations.map((escalation) => escalation.id),
  cadence: plan.cadence.map((item) => item.id),
  runbook: readdirSync('docs/ops/runbooks')
    .filter((file) => file !== 'README.md')
    .map((file) => file.replace(/\.md$/, '')),
};

/** Rules of the contracts that the operational plan does not ask for: they may stand in the table. */
const OWN_RULES = CONFORMANCE_RULES.filter((rule) => !rule.source.startsWith('plan')).map((rule) => rule.id);

const named = (kind: string): string[] =>
  [...TABLE.matchAll(new RegExp(`\`${kind}:([a-z0-9_-]+)\``, 'g'))].flatMap(([, id]) => id ?? []);

describe.each(Object.keys(EXISTING))('%s', (kind) => {
  test('every one that the table names exists', () => {
    expect(named(kind).filter((id) => !EXISTING[kind]?.includes(id))).toEqual([]);
  });

  test('every one that there is stands in the table', () => {
    expect(EXISTING[kind]?.length).toBeGreaterThan(0);
    const known = [...named(kind), ...(kind === 'rule' ? OWN_RULES : [])];
    expect(EXISTING[kind]?.filter((id) => !known.includes(id))).toEqual([]);
  });
});

test('every file that the table names exists', () => {
  const files = [
    ...TABLE.matchAll(
      /`((?:lib|collectors|store|features|platform|server|testing|plan|docs|e2e|deploy)\/[^`*\s]+)`/g,
    ),
  ].flatMap(([, file]) => file ?? []);
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});
