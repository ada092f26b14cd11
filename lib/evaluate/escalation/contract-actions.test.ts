import { describe, expect, test } from 'vitest';
import { planWith } from '#testing/samples/contracts.ts';
import { evaluation } from '#testing/samples/evaluated.ts';
import {
  calmFacts,
  container,
  fromSecret,
  literal,
  NOW,
  SEEN,
  tick,
  workload,
} from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { Fact } from '../../facts/fact.ts';
import { actionText } from '../../messages/status/action.ts';
import type { AgentPlan, Plan } from '../../plan/schema.ts';
import { EMPTY_STATE } from '../base/state.ts';

const NEVER = { text: 'Call broker APIs.', check: ['broker-credentials', 'mode-not-live'] };
const DEPENDS = { text: 'The brake is mounted.', check: ['kill-switch-mounted'] };
const contract = { must: [], mustNever: [NEVER], endpoints: [], safetyDependencies: [DEPENDS] };
const PLAN: Plan = planWith(
  'pilot',
  { contract },
  { brokerCredentials: { variablePrefixes: ['BROKER_'], secrets: [], agents: ['feed'] } },
);
const BRAKE = literal('HALTED_FILE', '/x');
const pilot = (value: object) => workload('pilot', { kind: 'StatefulSet', containers: [container(value)] });

const actions = (facts: readonly Fact[], plan = PLAN, now = NOW, state = EMPTY_STATE) =>
  evaluation([...calmFacts(), ...facts], now, state, plan).said.actions;
const contracts = (facts: readonly Fact[], plan = PLAN) =>
  actions(facts, plan).filter((a) => a.id.startsWith('contract-'));
const KEYS = pilot({ environment: [fromSecret('BROKER_KEY'), BRAKE] });

describe('a broken line of a contract', () => {
  test('that touches the broker is a P0, in the words of the line, with what breaks it', () => {
    const found = contracts(
      [KEYS],
      planWith('pilot', { contract: { ...contract, safetyDependencies: [] } }, PLAN.safety),
    );
    expect(found).toMatchObject([
      {
        id: 'contract-pilot-broker-credentials',
        severity: 'P0',
        verdict: 'bad',
        agent: 'pilot',
        paging: 'symptom',
        runbook: { slug: 'crane_on' },
      },
    ]);
    expect(found.map((a) => actionText(a).title)).toEqual(['Contract broken, must never: Call broker APIs']);
    expect(found.map((a) => actionText(a).detail)).toEqual([
      'StatefulSet pilot: holds broker credentials that the plan does not allow it: BROKER_KEY',
    ]);
  });

  test('that touches neither is of its agent’s priority, where the plan asks for it', () => {
    const facts = [pilot({ environment: [literal('API_TOKEN', 'x'), BRAKE] })];
    const told = (safetyDependencies: AgentPlan['contract']['safetyDependencies']) =>
      contracts(facts, planWith('pilot', { contract: { ...contract, safetyDependencies } }));
    const line = { text: 'Keys come from Secrets.', check: ['credentials-from-secrets'] };
    expect(told([])).toEqual([]);
    const [found] = told([line]);
    expect(found).toMatchObject({ severity: 'P1', agent: 'pilot' });
    expect(found && actionText(found).title).toBe(
      'Contract broken, its safety rests on this: Keys come from Secrets',
    );
  });

  test('that no line names has the words of its rule', () => {
    const unnamed = planWith('pilot', {}, PLAN.safety);
    expect(contracts([KEYS], unnamed).map((a) => actionText(a).title)).toEqual([
      'Contract broken: Broker credentials only where allowed',
    ]);
  });

  test('that the agent asks for is told where nothing else does: it takes no kill switch', () => {
    const [found] = contracts([pilot({})]);
    expect(found).toMatchObject({ id: 'contract-pilot-kill-switch-mounted', severity: 'P1' });
    expect(found && actionText(found).title).toBe(
      'Contract broken, its safety rests on this: The brake is mounted',
    );
  });

  test.each<[string, object]>([
    ['an image that is not pinned', { image: 'r/x:latest' }],
    ['no limits', { resources: { requests: [], limits: [] } }],
  ])('of hygiene raises nothing: %s', (_what, value) => {
    expect(actions([workload('feed', { containers: [container(value)] })], SAMPLE_PLAN)).toEqual([]);
  });

  test.each<[string, Fact[], string]>([
    ['a live mode, by the proofs', [pilot({ environment: [literal('MODE', 'LIVE')] })], 'rule-crane-on'],
    [
      'a bypass, by the rule on the gate',
      [workload('feed', { containers: [container({ environment: [literal('NO_GATE', '1')] })] })],
      'rule-bypass',
    ],
    [
      'an old heartbeat, by its failure mode',
      tick({ lastTickAt: SEEN - 94_000, reportedAgeSeconds: 94, ok: false, status: 503 }),
      'rule-stale-long',
    ],
  ])('is told once: %s', (_what, facts, id) => {
    const found = actions(facts, planWith('pilot', {}, PLAN.safety));
    expect(found.map((a) => a.id)).toContain(id);
    expect(found.filter((a) => a.id.startsWith('contract-'))).toEqual([]);
  });

  test('that nothing shows is not broken', () => {
    const unread = calmFacts().filter((f) => f.kind !== 'workload' && f.kind !== 'pod');
    expect(
      evaluation(unread, NOW, EMPTY_STATE, PLAN).said.actions.filter((a) => a.id.startsWith('contract-')),
    ).toEqual([]);
  });

  test('an old tick that is called ok is no breach while no tick is wanted', () => {
    const saturday = NOW + 86_400_000;
    const claims = tick({ lastTickAt: saturday - 3_600_000, reportedAgeSeconds: 3_600 }, saturday - 500);
    const plan = planWith('feed', {
      contract: {
        ...contract,
        mustNever: [{ text: 'Lie.', check: ['stale-answers-503'] }],
        safetyDependencies: [],
      },
    });
    expect(actions(claims, plan, saturday).map((a) => a.id)).not.toContain('contract-feed-stale-answers-503');
  });

  test('keeps its start', () => {
    const first = evaluation([...calmFacts(), KEYS], NOW, EMPTY_STATE, PLAN);
    const then = evaluation([...calmFacts(), KEYS], NOW + 1_000, first.evaluationState, PLAN);
    expect(then.said.actions.map((a) => a.since)).toEqual(first.said.actions.map((a) => a.since));
  });
});
