/** No way to be red without a runbook, no runbook that nothing opens, and no link of a runbook that leads nowhere. */

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { agentRunbook, contractRunbook, proofRunbook, runbookRef } from '#lib/evaluate/base/runbook-ref.ts';
import { CONFORMANCE_RULES } from '#lib/evaluate/conformance/registry.ts';
import { ruleRunbook } from '#lib/evaluate/escalation/escalation.ts';
import { evaluation } from '#testing/samples/evaluated.ts';
import { parsePlan } from './plan-file.ts';
import { openRunbooks } from './runbooks.ts';

const shelf = openRunbooks('docs/ops/runbooks');
const slugs = shelf.slugs();
const read = parsePlan(readFileSync('plan/agent-mesh.yaml', 'utf8'), { runbooks: slugs });
if (!read.ok) throw new Error(JSON.stringify(read.problems));
const { plan } = read;
const PROOFS = evaluation([]).said.execution.proofs.map((proof) => proof.id);

/** Everything that can be red, with the runbook that it opens. */
const OPENED: Readonly<Record<string, string | undefined>> = Object.fromEntries([
  ...plan.failures.map((f) => [`failure ${f.id}`, runbookRef(plan, f.runbook)?.slug]),
  ...plan.escalations.map((rule) => [
    `escalation ${rule.id}`,
    ruleRunbook(plan, { rule, failure: null })?.slug,
  ]),
  ...PROOFS.map((id) => [`proof ${id}`, proofRunbook(plan, [id])?.slug]),
  ...plan.agents.flatMap(({ name, runs }) =>
    [true, false].map((gateBypassed) => [
      `agent ${name}${gateBypassed ? ', gate bypassed' : ''}`,
      agentRunbook(plan, { name, keptOff: runs === 'off', verdict: 'bad', gateBypassed })?.slug,
    ]),
  ),
  ...CONFORMANCE_RULES.map(({ id }) => [`contract ${id}`, contractRunbook(plan, id)?.slug]),
  ['the console cannot see', plan.fallbackRunbooks?.consoleBlind],
]);

test('everything that can be red opens a runbook that there is', () => {
  expect(Object.keys(OPENED).length).toBeGreaterThan(50);
  expect(Object.entries(OPENED).filter(([, slug]) => slug === undefined || !slugs.has(slug))).toEqual([]);
});

test.each([
  ['failure marketdata-stale', 'marketdata_stale'],
  ['failure undeclared-workload', 'roster_drift'],
  ['escalation execution-not-off', 'execution_not_off'],
  ['escalation kill-switch-unconfirmed', 'kill_switch_unconfirmed'],
  ['escalation freshness-gate-bypassed', 'freshness_gate_bypassed'],
  ['escalation sight-lost', 'console_blind'],
  ['escalation congressional-ingest-delayed', 'congressional_ingest_delayed'],
  ['proof halt-switches', 'kill_switch_unconfirmed'],
  ['proof halt-mounts', 'kill_switch_unconfirmed'],
  ['proof halt-processes', 'kill_switch_unconfirmed'],
  ['proof executor-pods', 'execution_not_off'],
  ['agent congressional-ingest', 'congressional_ingest_delayed'],
  ['agent strategy-engine, gate bypassed', 'freshness_gate_bypassed'],
  ['agent execution-agent', 'execution_not_off'],
  ['contract kill-switch-mounted', 'kill_switch_unconfirmed'],
  ['contract refuses-when-stale', 'freshness_gate_bypassed'],
  ['contract image-pinned', 'roster_drift'],
])('%s opens %s', (red, slug) => {
  expect(OPENED[red]).toBe(slug);
});

test('the kill switch is not all that is wrong where another proof is open too', () => {
  expect(proofRunbook(plan, ['halt-switches', 'executor-pods'])?.slug).toBe('execution_not_off');
  expect(proofRunbook(plan, [])?.slug).toBe('execution_not_off');
});

test('each item of the cadence before the open and after the close opens its runbook', () => {
  const without = plan.cadence.filter((item) => item.runbook === undefined).map(({ id }) => id);
  expect(without).toEqual(['intraday-sample']);
});

const ANCHOR = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** The links of a text, as written. */
function linksOf(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, href]) => href ?? []);
}

/** Why a link of a runbook leads nowhere; null if it leads somewhere. */
function deadEnd(href: string): string | null {
  const [, slug, anchor] = /^([a-z0-9_]+)\.md(?:#([a-z0-9-]+))?$/.exec(href) ?? [];
  if (slug === undefined)
    return /^\/[a-z-]+$/.test(href) && existsSync(`app${href}/page.tsx`) ? null : 'no page and no runbook';
  const runbook = shelf.get(slug);
  if (runbook === null) return 'no such runbook';
  const anchors = [...runbook.markdown.matchAll(/^## (.+)$/gm)].map(([, title = '']) => ANCHOR(title));
  return anchor === undefined || anchors.includes(anchor) ? null : 'no such section';
}

describe('links', () => {
  const all = shelf.list().flatMap(({ slug }) => {
    const markdown = shelf.get(slug)?.markdown ?? '';
    return linksOf(markdown).map((href) => ({ slug, href }));
  });

  test('lead somewhere', () => {
    expect(all.length).toBeGreaterThan(15);
    expect(all.filter(({ href }) => deadEnd(href) !== null)).toEqual([]);
  });

  test.each(['nothing.md', 'marketdata_stale.md#nowhere', '/nowhere', 'https://example.org', '../x.md'])(
    'to %s would be found',
    (href) => {
      expect(deadEnd(href)).not.toBeNull();
    },
  );

  test('and reds together reach every runbook', () => {
    const cadence = plan.cadence.flatMap((item) => item.runbook ?? []);
    const linked = all.flatMap(({ slug, href }) => {
      const to = /^([a-z0-9_]+)\.md/.exec(href)?.[1];
      return to === undefined || to === slug ? [] : [to];
    });
    const reached = new Set([...Object.values(OPENED), ...cadence, ...linked]);
    expect([...slugs].filter((slug) => !reached.has(slug))).toEqual([]);
  });
});

test('a runbook that is named in the text of another exists', () => {
  const named = shelf.list().flatMap(({ slug }) => {
    const prose = (shelf.get(slug)?.markdown ?? '').replace(/^```[\s\S]*?^```$/gm, '');
    return [...prose.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)].map(([, name = '']) => name);
  });
  const FIELDS =
    /^(order_proposals_total|strategy_cycles_skipped_total|safety_halted_total|slow_consumers|.*_(seconds|reasons|codes|stale|fresh|time))$/;
  expect(named.filter((name) => !slugs.has(name) && !FIELDS.test(name))).toEqual([]);
});
