import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  attempt,
  blind,
  calmFacts,
  config,
  container,
  literal,
  NOW,
  POLLS,
  waitingPod,
  workload,
} from '#testing/samples/facts.ts';
import { available, Console, seenAt, unavailable } from '#testing/samples/over-time.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { Fact } from '../../facts/fact.ts';
import { actionText } from '../../messages/status/action.ts';
import { ruleText } from '../../messages/status/rule.ts';
import { type Plan, planSchema } from '../../plan/schema.ts';

/** The sample plan, with rules of the kinds that it does not have. */
const PLAN: Plan = planSchema.parse({
  ...SAMPLE_PLAN,
  escalations: [
    ...SAMPLE_PLAN.escalations,
    { ...words('unseen', 'P0'), when: { kind: 'sight-lost', criticalities: ['P0'] }, forSeconds: 60 },
    { ...words('pilot-crash', 'P1'), when: { kind: 'failure', failure: 'crash', agents: ['pilot'] } },
    { ...words('pilot-ill', 'P2'), when: { kind: 'agent', agents: ['pilot'], verdicts: ['bad'] } },
  ],
});

function words(id: string, priority: string) {
  return { id, priority, title: id, response: 'act' };
}

function ruleAt(id: string, console: Console, now: number, facts: Fact[]) {
  const found = console.evaluate(now, facts).escalations.find((e) => e.id === id);
  if (found === undefined) throw new Error(`no rule ${id}`);
  return found;
}

const rule = (id: string, facts: Fact[], now = NOW) => ruleAt(id, new Console(PLAN), now, facts);
const iso = (ms: number) => new Date(ms).toISOString();
const staleFor = (seconds: number) => available(NOW, NOW - (60 + seconds) * 1000);
const bypass = workload('feed', { containers: [container({ environment: [literal('NO_GATE', '1')] })] });
/** Calm, except that no pod of an agent runs and so it does not answer. */
const nobodyAt = (name: string): Fact[] =>
  calmFacts().filter(({ subject }) => !subject.startsWith(`probe/${name}`) && !subject.includes(`${name}-`));
const gone = { ...workload('pilot', { kind: 'StatefulSet' }), value: null };

describe('the state of each rule, and why', () => {
  const cases: [string, string, Fact[], string, RegExp][] = [
    ['execution proven off', 'crane-on', calmFacts(), 'inactive', /execution is proven off/],
    [
      'an executor that runs',
      'crane-on',
      [...calmFacts(), workload('crane')],
      'firing',
      /1 wanted, 1 running/,
    ],
    ['execution unavailable', 'crane-on', [...calmFacts(), blind('poll/Pod')], 'cannot-tell', /refused/],
    ['a confirmed switch', 'brake-unclear', calmFacts(), 'inactive', /confirmed halted/],
    [
      'a switch that nobody can read, with every executor proven off',
      'brake-unclear',
      [...calmFacts(), config('brake', { HALTED: 'maybe' })],
      'inactive',
      /every executor is proven off/,
    ],
    [
      'a switch that nobody can read while an executor runs',
      'brake-unclear',
      [...calmFacts(), config('brake', { HALTED: 'maybe' }), workload('crane')],
      'firing',
      /neither on nor off/,
    ],
    [
      'switches that say halted, with pods unavailable',
      'brake-unclear',
      [...calmFacts(), blind('poll/Pod')],
      'cannot-tell',
      /every switch says halted/,
    ],
    [
      'pods unavailable while an executor is wanted',
      'brake-unclear',
      [...calmFacts(), blind('poll/Pod'), workload('crane')],
      'firing',
      /refused/,
    ],
    [
      'a switch unavailable, and pods too',
      'brake-unclear',
      [...calmFacts(), blind('poll/Pod'), blind('poll/ConfigMap/pier/brake')],
      'firing',
      /refused/,
    ],
    ['no switch read yet', 'brake-unclear', [], 'cannot-tell', /no halt switch has been read yet/],
    ['no gate bypassed', 'bypass', calmFacts(), 'inactive', /no bypass variable/],
    ['a bypass variable', 'bypass', [...calmFacts(), bypass], 'firing', /NO_GATE on feed/],
    ['pods unavailable', 'bypass', [...calmFacts(), blind('poll/Pod')], 'cannot-tell', /refused/],
    [
      'an agent that is seen not to run',
      'bypass',
      nobodyAt('pilot'),
      'inactive',
      /nobody calls old ticks ok/,
    ],
    [
      'an agent that runs and was not asked yet',
      'bypass',
      calmFacts().filter(({ subject }) => !subject.startsWith('probe/pilot')),
      'cannot-tell',
      /pilot/,
    ],
    [
      'a feed that does not answer',
      'bypass',
      [
        ...available(NOW - 20_000),
        ...seenAt(NOW, calmFacts()).filter((f) => f.kind !== 'answer' && f.kind !== 'probe'),
        attempt('feed', 'beat', 'pier/feed-1', 'timeout'),
      ],
      'cannot-tell',
      /feed/,
    ],
    ['ticks within their limit', 'stale-long', calmFacts(), 'inactive', /last beat within 60 s/],
    ['ticks that are stale, not for long', 'stale-long', staleFor(94), 'pending', /limit 60 s/],
    ['ticks that are stale for long', 'stale-long', staleFor(121), 'firing', /limit 60 s/],
    [
      'a crash of somebody whom the rule is not about',
      'pilot-crash',
      [...calmFacts(), waitingPod('feed-1', 'feed', 'CrashLoopBackOff')],
      'inactive',
      /at feed, not at pilot/,
    ],
    [
      'a crash of somebody else, with the pods unavailable',
      'pilot-crash',
      [...calmFacts(), waitingPod('feed-1', 'feed', 'CrashLoopBackOff'), blind('poll/Pod')],
      'cannot-tell',
      /./,
    ],
    [
      'a crash of whom it is about',
      'pilot-crash',
      [...calmFacts(), waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff')],
      'firing',
      /keeps dying/,
    ],
    ['an agent that is well', 'pilot-ill', calmFacts(), 'inactive', /pilot: good/],
    ['an agent that is down', 'pilot-ill', [...calmFacts(), gone], 'firing', /does not exist/],
    ['an unavailable agent', 'pilot-ill', unavailable(NOW), 'cannot-tell', /pilot/],
    ['every P0 subject available', 'unseen', calmFacts(), 'inactive', /every P0 subject is in sight/],
    [
      'a P0 agent that cannot be asked',
      'unseen',
      [...available(NOW - 20_000), ...unavailable(NOW)],
      'pending',
      /feed: /,
    ],
    [
      'a safety poll that fails',
      'unseen',
      [...calmFacts(), blind('poll/StatefulSet')],
      'pending',
      /StatefulSet: connection refused/,
    ],
  ];

  test.each(cases)('%s (%s)', (_case, id, facts, state, because) => {
    const found = rule(id, facts);
    expect(found.state).toBe(state);
    expect(ruleText(found).because).toMatch(because);
    expect(found.verdict === 'good').toBe(state === 'inactive');
  });

  test('all rules are there, the most urgent first', () => {
    const said = new Console(PLAN).evaluate(NOW, [...calmFacts(), ...staleFor(94), workload('crane')]);
    expect(said.escalations).toHaveLength(PLAN.escalations.length);
    expect(said.escalations.slice(0, 3).map((e) => `${e.id} ${e.state}`)).toEqual([
      'crane-on firing',
      'brake-unclear firing',
      'stale-long pending',
    ]);
  });

  test('the actions match the rules that hold, and no other rule', () => {
    const said = new Console(PLAN).evaluate(NOW, [...staleFor(94), workload('crane')]);
    const active = said.escalations.filter((e) => ['firing', 'pending', 'waiting'].includes(e.state));
    const told = said.actions.filter((a) => a.id.startsWith('rule-'));
    const same = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
    expect(told.map((a) => ({ id: a.id, state: a.paging, since: a.since })).sort(same)).toEqual(
      active.map((e) => ({ id: `rule-${e.id}`, state: e.state, since: e.since })).sort(same),
    );
  });

  test('a rule that holds shows the evidence of its subjects; one that does not shows none', () => {
    const { escalations, failures } = new Console(PLAN).evaluate(NOW, staleFor(94));
    const shown = escalations.find((e) => e.id === 'stale-long');
    expect(shown?.evidence).toEqual(failures.find((f) => f.id === 'feed-stale')?.evidence);
    expect(shown?.observedAt).toBe(shown?.evidence[0]?.at);
    expect(rule('crash-long', calmFacts())).toMatchObject({
      code: 'inactive',
      evidence: [],
      observedAt: null,
    });
  });

  test('before it has lasted, no text claims that it has', () => {
    const { actions } = new Console(PLAN).evaluate(NOW, staleFor(94));
    const stale = actions.find((a) => a.id === 'rule-stale-long');
    expect(stale && actionText(stale).title).toBe('feed-stale');
  });
});

describe('market hours', () => {
  const at = (time: string) => Date.parse(`2026-11-20T${time}Z`);
  const staleSince = (since: number, now: number) => available(now, since - 60_000);

  test.each([
    ['before the open it is held, and says when that is', '14:29:00', '14:00:00', 'waiting', '14:30:00'],
    ['begun long before the open, it fires at the open', '14:30:00', '14:00:00', 'firing', '14:30:00'],
    ['begun shortly before, it must have lasted too', '14:30:00', '14:29:00', 'pending', '14:31:00'],
    ['held, it will fire when both have come', '14:29:30', '14:29:00', 'waiting', '14:31:00'],
    ['in the session only its duration counts', '15:00:30', '15:00:00', 'pending', '15:02:00'],
  ])('%s', (_rule, now, since, state, firesAt) => {
    const found = rule('stale-long', staleSince(at(since), at(now)), at(now));
    expect(found).toMatchObject({ state, since: iso(at(since)) });
    expect(found.firesAt).toBe(iso(at(firesAt)));
    expect(found.gate?.name).toBe(state === 'waiting' ? 'market-hours' : undefined);
    if (state === 'waiting') expect(found.verdict).toBe('attention');
  });

  test('the action names the gate and when it opens', () => {
    const saturday = Date.parse('2026-11-21T15:00:00Z');
    const facts = [
      ...available(saturday),
      ...seenAt(saturday, [waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff')]),
    ];
    const { actions, escalations } = new Console(PLAN).evaluate(saturday, facts);
    const opensAt = '2026-11-23T14:30:00.000Z';
    expect(escalations.find((e) => e.id === 'crash-long')).toMatchObject({
      state: 'waiting',
      gate: { name: 'market-hours', opensAt },
      firesAt: opensAt,
    });
    const crash = actions.find((a) => a.id === 'rule-crash-long');
    expect(crash && actionText(crash).detail).toMatch(
      /pages only in market hours, which begin at 09:30:00 ET on 2026-11-23/,
    );
  });

  test('beyond the calendar no rule waits for hours', () => {
    const beyond = Date.parse('2031-03-04T03:00:00Z');
    expect(rule('stale-long', staleSince(beyond - 200_000, beyond), beyond)).toMatchObject({
      state: 'firing',
      gate: null,
    });
  });
});

describe('a timer belongs to its condition', () => {
  test('without availability it runs on, as last known, and fires when its time comes', () => {
    const console = new Console(PLAN);
    const since = NOW - 30_000;
    const lastTick = since - 60_000;
    expect(ruleAt('stale-long', console, NOW, available(NOW, lastTick)).state).toBe('pending');
    const blinded = ruleAt('stale-long', console, NOW + 20_000, unavailable(NOW + 20_000));
    expect(blinded).toMatchObject({ state: 'pending', since: iso(since) });
    expect(ruleText(blinded).because).toMatch(/as last known, out of sight since 10:15:20 ET/);
    expect(ruleAt('stale-long', console, NOW + 95_000, unavailable(NOW + 95_000))).toMatchObject({
      state: 'firing',
      since: iso(since),
      firesAt: iso(since + 120_000),
    });
    expect(ruleAt('stale-long', console, NOW + 100_000, available(NOW + 100_000, lastTick))).toMatchObject({
      state: 'firing',
      since: iso(since),
    });
    expect(ruleAt('stale-long', console, NOW + 101_000, available(NOW + 101_000))).toMatchObject({
      state: 'firing',
      clear: { since: iso(NOW + 101_000), forSeconds: 30 },
    });
    expect(ruleAt('stale-long', console, NOW + 130_999, available(NOW + 130_999)).state).toBe('firing');
    expect(ruleAt('stale-long', console, NOW + 131_000, available(NOW + 131_000)).state).toBe('inactive');
  });

  test('a restarted console continues it', () => {
    const console = new Console(PLAN);
    const facts = [...calmFacts(), workload('crane')];
    const first = ruleAt('crane-on', console, NOW, facts);
    console.restart();
    const after = ruleAt('crane-on', console, NOW + 3_600_000, []);
    expect(after).toMatchObject({ state: 'firing', since: first.since });
    expect(ruleAt('crane-on', console, NOW + 3_601_000, available(NOW + 3_601_000)).state).toBe('firing');
    expect(ruleAt('crane-on', console, NOW + 3_631_000, available(NOW + 3_631_000)).state).toBe('inactive');
  });

  test('a timer that was carried over does not fire before its first look, and then at once', () => {
    const console = new Console(PLAN);
    const lastTick = NOW - 90_000;
    expect(ruleAt('stale-long', console, NOW, available(NOW, lastTick)).state).toBe('pending');
    console.restart();
    const later = NOW + 3_600_000;
    expect(ruleAt('stale-long', console, later, [])).toMatchObject({
      state: 'pending',
      since: iso(lastTick + 60_000),
    });
    expect(ruleAt('stale-long', console, later + 500, unavailable(later + 500)).state).toBe('pending');
    expect(ruleAt('stale-long', console, later + 900, available(later + 900, lastTick)).state).toBe('firing');
  });

  test('it ends when its subjects are available and well, though something else is not', () => {
    const console = new Console(PLAN);
    expect(ruleAt('crane-on', console, NOW, [...calmFacts(), workload('crane')]).state).toBe('firing');
    const later = NOW + 5_000;
    const over = [
      ...available(later),
      ...seenAt(later, [workload('crane', { desired: 0, actual: 0, ready: 0 })]),
      ...seenAt(later, [config('brake', { HALTED: 'maybe' })]),
    ];
    expect(ruleAt('crane-on', console, later, over)).toMatchObject({
      state: 'firing',
      clear: { since: iso(later), forSeconds: 30 },
    });
    const ended = NOW + 35_000;
    expect(ruleAt('crane-on', console, ended, seenAt(ended, over)).state).toBe('cannot-tell');
  });

  test('a lost P0 subject pages after its minute, and a restart of the console does not restart it', () => {
    const console = new Console(PLAN);
    ruleAt('unseen', console, NOW - 1_000, available(NOW - 1_000));
    expect(ruleAt('unseen', console, NOW, [...POLLS.map(blind)]).state).toBe('pending');
    console.restart();
    expect(ruleAt('unseen', console, NOW + 61_000, unavailable(NOW + 61_000))).toMatchObject({
      state: 'firing',
      since: iso(NOW),
      verdict: 'bad',
    });
  });

  const step = fc.record({
    seconds: fc.integer({ min: 1, max: 40 }),
    feed: fc.constantFrom('ticks', 'stops', 'stops', 'as before', 'as before', 'as before'),
    seen: fc.constantFrom(true, true, false),
    restart: fc.constantFrom(false, false, false, true),
  });
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

  /** The truth about the feed, and the knowledge of an observer who saw it only now and then. */
  class Model {
    now = NOW;
    /** The last tick of a feed that has stopped. */
    lastTick: number | null = null;
    knownSince: number | null = null;
    clearSince: number | null = null;
    /** Until when the timer ran, while nothing shows that it runs on. */
    ranTo: number | null = null;
    lookedAt = NOW;
    calmSeenAt: number | null = null;

    advance({ seconds, feed, seen, restart }: Step): Fact[] {
      this.now += seconds * 1000;
      if (feed === 'ticks') this.lastTick = null;
      if (feed === 'stops') this.lastTick ??= this.now - 1_500;
      if (restart) this.#restart();
      const facts = seen ? this.#look() : this.#looseSight();
      this.lookedAt = this.now;
      return facts;
    }

    #restart(): void {
      this.calmSeenAt = null;
      this.clearSince = null;
      this.ranTo ??= this.lookedAt;
    }

    #looseSight(): Fact[] {
      this.clearSince = null;
      return unavailable(this.now);
    }

    #look(): Fact[] {
      const since = (this.lastTick ?? this.now) + 60_000;
      if (since < this.now) {
        this.knownSince = Math.min(this.knownSince ?? this.now, since);
        this.clearSince = null;
        this.ranTo = null;
      } else if (this.knownSince !== null) {
        this.clearSince ??= this.now;
        this.ranTo ??= this.clearSince;
        if (this.now >= this.clearSince + 30_000) this.#end();
      }
      this.calmSeenAt = this.knownSince === null ? this.now : null;
      return available(this.now, this.lastTick ?? this.now - 1_500);
    }

    #end(): void {
      this.knownSince = null;
      this.clearSince = null;
      this.ranTo = null;
    }

    /** While pods are not read, another instance of the feed may be stale. */
    expected(): object {
      if (this.knownSince !== null)
        return {
          state: (this.ranTo ?? this.now) >= this.knownSince + 120_000 ? 'firing' : 'pending',
          since: iso(this.knownSince),
          ...(this.clearSince === null ? {} : { clear: { since: iso(this.clearSince) } }),
        };
      return { state: this.calmSeenAt === this.now ? 'inactive' : 'cannot-tell', since: null };
    }
  }

  test('in any sequence of observations, losses and restarts since never moves to later, and calm needs evidence', () => {
    const ends: Record<string, number> = {};
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 20 }), (script) => {
        const console = new Console(PLAN);
        const model = new Model();
        for (const moment of script) {
          if (moment.restart) console.restart();
          const facts = model.advance(moment);
          const found = ruleAt('stale-long', console, model.now, facts);
          expect(found).toMatchObject(model.expected());
          ends[found.state] = (ends[found.state] ?? 0) + 1;
        }
      }),
      { seed: 20_261_122, numRuns: 150 },
    );
    for (const state of ['inactive', 'pending', 'firing', 'cannot-tell'])
      expect(ends[state]).toBeGreaterThan(50);
  });

  test('the same script gives the same texts', () => {
    const play = () => {
      const console = new Console(PLAN);
      return [available(NOW, NOW - 100_000), unavailable(NOW + 5_000), available(NOW + 9_000)].map(
        (facts, i) => JSON.stringify(console.evaluate(NOW + i * 4_000, facts)),
      );
    };
    expect(play()).toEqual(play());
  });
});
