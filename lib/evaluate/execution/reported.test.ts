import { describe, expect, test } from 'vitest';
import { INTAKE, PLAIN_AGENT } from '#testing/samples/agents.ts';
import { answered, calmFacts, counts, NOW, pod, SEEN, status } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { ContainerState, Fact } from '../../facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../../facts/ledger.ts';
import { marketAt } from '../../market/market.ts';
import { type Plan, planSchema } from '../../plan/schema.ts';
import { processReports } from './reported.ts';

/** An agent of several workloads, which is asked behind the Service of one of them. */
const CART = {
  ...PLAIN_AGENT,
  name: 'cart',
  role: 'carries',
  kind: 'ops',
  criticality: 'P2',
  workloads: [
    { kind: 'Deployment', name: 'cart-front' },
    { kind: 'Deployment', name: 'cart-main' },
    { kind: 'StatefulSet', name: 'cart-main' },
  ],
  probes: [
    {
      id: 'health',
      kind: 'process-health',
      path: '/health',
      target: { via: 'workload', workload: 'cart-main', port: 80 },
    },
  ],
};
const PLAN: Plan = planSchema.parse({ ...SAMPLE_PLAN, agents: [...SAMPLE_PLAN.agents, INTAKE, CART] });
const LONG_AGO = NOW - 60_000;
const well = { contract: 'process-health', service: 'x', healthy: true };
const cart = (at: number) => answered('cart', 'health', 'pier/cart', well, at);
const CALM: readonly Fact[] = [
  ...calmFacts().filter((f) => f.kind !== 'answer' && f.kind !== 'probe' && f.subject !== 'Pod/pier/pilot-0'),
  ...status({}, LONG_AGO),
];

function wordsOf(facts: readonly Fact[]) {
  const ledger = applyAll(EMPTY_LEDGER, [...CALM, ...facts]);
  return processReports({ plan: PLAN, ledger, market: marketAt(NOW), now: NOW });
}
const told = (facts: readonly Fact[]) =>
  wordsOf(facts).map(({ agent, probe, fresh }) => `${agent.name} ${probe.id} ${fresh ? 'fresh' : 'old'}`);

const running = (startedAt: number | null, value: Partial<ContainerState> = {}): ContainerState => ({
  name: 'main',
  ready: true,
  restarts: 1,
  state: 'running',
  reason: null,
  message: null,
  startedAt,
  lastExit: null,
  ...value,
});
const pilot = (...states: ContainerState[]) => [pod('pilot-0', 'pilot', { states })];
const gone: Fact = {
  subject: 'Pod/pier/pilot-0',
  kind: 'pod',
  value: null,
  observedAt: NOW - 300,
  source: 'test',
};
const STANDS = ['pilot status old'];

describe('the report of a process stands', () => {
  const cases: [string, Fact[], string[]][] = [
    ['while its pod is there', pilot(), STANDS],
    ['while its pod runs as it did', pilot(running(LONG_AGO - 1)), STANDS],
    ['though nobody says since when it runs', pilot(running(null)), STANDS],
    ['though it started in the very moment of the question', pilot(running(LONG_AGO)), STANDS],
    ['while one of its containers is the same', pilot(running(LONG_AGO + 1), running(LONG_AGO - 1)), STANDS],
    ['while none of its containers is known to run', pilot(running(null, { state: 'waiting' })), STANDS],
    ['not once another process runs in its pod', pilot(running(LONG_AGO + 1)), []],
    [
      'not once another process runs beside a container that waits',
      pilot(running(LONG_AGO + 1), running(null, { state: 'waiting' })),
      [],
    ],
    ['not once its pod is gone', [...pilot(), gone], []],
    ['not once its pod has ended', [pod('pilot-0', 'pilot', { phase: 'Failed' })], []],
    [
      'by URL until it answers again',
      answered('intake', 'health', 'INTAKE_URL', well, LONG_AGO),
      ['intake health old'],
    ],
    ['behind a Service while it is fresh, whichever pod runs', cart(SEEN), ['cart health fresh']],
    [
      'behind a Service while a pod of its workload lives',
      [...cart(LONG_AGO), pod('cart-a', 'cart-main')],
      ['cart health old'],
    ],
    ['behind a Service no longer than it is fresh, while nobody runs there', cart(LONG_AGO), []],
    [
      'behind a Service no longer than it is fresh, while another workload of its agent runs',
      [...cart(LONG_AGO), pod('cart-a', 'cart-front')],
      [],
    ],
    [
      'behind a Service no longer than it is fresh, while its pods have all ended',
      [...cart(LONG_AGO), pod('cart-a', 'cart-main', { phase: 'Succeeded' })],
      [],
    ],
  ];
  test.each(cases)('%s', (_rule, facts, expected) => {
    expect(told(facts)).toEqual(expected);
  });
});

describe('a report counts for', () => {
  test('the probe that read it, not another one of the agent', () => {
    expect(told([...pilot(), ...counts()])).toEqual(['pilot counts fresh', 'pilot status old']);
  });

  test('nothing, if the plan knows neither the agent nor the probe', () => {
    const strangers = [
      ...answered('stray', 'health', 'pier/feed-1', well),
      ...answered('feed', 'other', 'pier/feed-1', well),
    ];
    expect(told(strangers)).toEqual([]);
  });

  test('nothing, if the answer was withdrawn', () => {
    const subject = 'probe/pilot/status/pier/pilot-0';
    expect(
      told([...pilot(), { subject, kind: 'answer', value: null, observedAt: SEEN, source: 'test' }]),
    ).toEqual([]);
  });
});
