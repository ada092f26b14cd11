/** Plans that are well formed and cannot be meant: each is refused where it stands, with what to write instead. */

import { describe, expect, test } from 'vitest';
import { WHOLE_PLAN } from '#testing/samples/whole-plan.ts';
import { type PlanProblem, parsePlan } from './plan-file.ts';

/** The example with the values at these paths, such as `failures.0.agents`. */
function planWith(changes: Readonly<Record<string, unknown>>): unknown {
  const copy: unknown = structuredClone(WHOLE_PLAN);
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.');
    const parent = steps.slice(0, -1).reduce<unknown>((at, step) => Reflect.get(Object(at), step), copy);
    if (!Reflect.set(Object(parent), steps.at(-1) ?? '', value)) throw new Error(path);
  }
  return copy;
}

function problemsOf(changes: Readonly<Record<string, unknown>>): readonly PlanProblem[] {
  const read = parsePlan(JSON.stringify(planWith(changes), null, 2));
  return read.ok ? [] : read.problems;
}

const told = (changes: Readonly<Record<string, unknown>>): string[] =>
  problemsOf(changes).map(({ path, message, remedy }) => `${path}: ${message}. ${remedy}`);

const crash = { 'failures.0.detector': 'crashloop' };
const halts = (...entries: object[]) => ({ marketHalts: entries });
const closed = (date: string) => ({ date, reason: 'Mourning', who: 'ada', source: 'NYSE' });
const early = (date: string, close: string) => ({ ...closed(date), close });
const noDays = { 'market.closures': [], 'market.earlyCloses': [] };

test.each<[string, Record<string, unknown>, string[]]>([
  [
    'a failure that looks at no agent',
    { 'failures.0.agents': [] },
    ['failures[0].agents: expected a list of at least 1 item; found an empty list. Add an item to the list.'],
  ],
  [
    'a rule on an agent that its failure does not watch',
    { 'escalations.0.when.agents': ['hand'] },
    [
      'escalations[0].when.agents[0]: expected an agent that the failure stale watches; found "hand". It watches feed: the rule would never fire. Add "hand" to failures, or take one of these.',
    ],
  ],
  [
    'a heartbeat of an agent that has none',
    { 'failures.0.agents': ['feed', 'hand'] },
    [
      'failures[0].agents[1]: expected an agent at which heartbeat-stale can be seen; "hand" never shows it. It needs a probe with a heartbeat. Name another agent, or leave this one out.',
    ],
  ],
  [
    'agents of a failure that looks at the whole mesh',
    { 'failures.0.detector': 'console-blind', 'failures.0.agents': undefined },
    [
      'escalations[0].when.agents[0]: expected an agent at which console-blind can be seen; "feed" never shows it. It needs no agents: it looks at the console itself. Name another agent, or leave this one out.',
    ],
  ],
  [
    'crashes of an agent without a workload',
    { ...crash, 'agents.0.workloads': [], 'agents.0.probes': [], 'agents.0.slo.of': 'agent' },
    [
      'failures[0].agents[0]: expected an agent at which crashloop can be seen; "feed" never shows it. It needs a workload. Name another agent, or leave this one out.',
      'cadence[0].evidence[0].agents: expected an agent with a heartbeat to sample; feed has none. Name an agent with such a probe, or give it one.',
    ],
  ],
  [
    'a lost sight of agents that nobody is',
    { 'escalations.3.when.criticalities': ['P3'] },
    [
      'escalations[3].when.criticalities[0]: expected the criticality of an agent; no agent is P3. Remove it: it would never fire.',
    ],
  ],
  [
    'a call because an agent is good',
    { 'escalations.2.when.verdicts': ['good'] },
    [
      'escalations[2].when.verdicts[0]: expected one of bad, attention, unknown; found "good". Write one of these words.',
    ],
  ],
  [
    'a call because execution is off',
    { 'escalations.1.when.outcomes': ['proven-off'] },
    [
      'escalations[1].when.outcomes[0]: expected one of gated, not-off, contradicted, unproven; found "proven-off". Write one of these words.',
    ],
  ],
  [
    'a P0 that pages after an hour',
    { 'escalations.1.forSeconds': 3600 },
    [
      'escalations[1].forSeconds: expected a P0 to come due within 600 seconds; found 3600. Write fewer seconds, or another priority.',
    ],
  ],
  [
    'a rule of market hours that no session is long enough for',
    { 'escalations.0.forSeconds': 20_000 },
    [
      'escalations[0].forSeconds: expected a time that fits into the shortest session, 12600 seconds; found 20000. Write fewer seconds, or `during: always`.',
    ],
  ],
  [
    'a word as a namespace',
    { 'safety.executors.scope': ['cluster'] },
    [
      'safety.executors.scope[0]: expected the name of a namespace; found "cluster", which a list takes for one. For the whole cluster write `scope: cluster`, without brackets.',
    ],
  ],
  [
    'a scope without the mesh',
    { 'safety.executors.scope': ['quay'] },
    [
      'safety.executors.scope: expected every namespace of the mesh and of its executors; "pier" is not there. Add "pier", or write `scope: cluster`.',
    ],
  ],
  [
    'an alias alone among the executors',
    { 'safety.executors.names': ['hand', 'old-feed'] },
    [
      'agents[0].name: expected every name of the agent that "old-feed" names among safety.executors.names; "feed" is not there. Add "feed" to safety.executors.names.',
    ],
  ],
  [
    'an executor that should always run',
    { 'agents.1.runs': 'always' },
    [
      'agents[1].runs: expected an execution agent to be off or on demand; found "always". Write runs: "off".',
    ],
  ],
  [
    'proofs of three hours ago',
    { 'safety.proofLimitSeconds': 10_000 },
    ['safety.proofLimitSeconds: expected a number of at most 60; found 10000. Write a number of at most 60.'],
  ],
  [
    'a fraction where a percentage belongs',
    { 'agents.0.slo.objectivePercent': 0.999 },
    [
      'agents[0].slo.objectivePercent: expected a percentage from 50 to 100 such as 99.9; found 0.999. Write a percentage from 50 to 100 such as 99.9.',
    ],
  ],
  [
    'an objective that no clock counts',
    { 'agents.0.slo.clock': 'none' },
    [
      'agents[0].slo.clock: expected a clock that counts the objective of 99.9 %; found none. Write the clock, or objectivePercent: null.',
    ],
  ],
  [
    'a variable that the plan’s own texts spell otherwise',
    { 'safety.environment.mode': 'AGNET_MODE', 'safety.invariants': ['Nobody changes AGENT_MODE.'] },
    [
      'safety.environment.mode: expected a variable that programs read; found "AGNET_MODE", and the plan’s own texts say "AGENT_MODE". Did you mean "AGENT_MODE"?',
    ],
  ],
  [
    'a variable with two meanings',
    { 'safety.environment.enables': ['DRYRUN'] },
    [
      'safety.environment.enables[0]: expected each variable to have one meaning; found "DRYRUN", which is under dryRun too. Keep it where it belongs.',
    ],
  ],
  [
    'a value that is safe and dangerous',
    { 'safety.gates.0.danger': ['live', 'paper'] },
    [
      'safety.gates[0].danger[1]: expected a value that is safe or dangerous; found "paper" of TRADING_MODE as both. Keep it in one of the lists.',
    ],
  ],
  [
    'credentials of an agent that does not exist',
    { 'safety.brokerCredentials.agents': ['hnad'] },
    ['safety.brokerCredentials.agents[0]: expected the name of an agent; found "hnad". Did you mean "hand"?'],
  ],
  [
    'a namespace twice',
    { 'mesh.namespaces': ['pier', 'pier'] },
    ['mesh.namespaces[1]: expected a unique namespace; found "pier" a second time. Keep one of them.'],
  ],
  [
    'a probe that asks more rarely than its limit',
    { 'agents.0.probes.0.intervalSeconds': 90 },
    [
      'agents[0].probes[0].intervalSeconds: expected to be asked within its limit of 60 seconds; found every 90. Ask more often, or write a longer limit.',
    ],
  ],
  [
    'a key of an owner that does not exist',
    { 'agents.0.owner': { name: 'Data desk', contcat: 'x' } },
    ['agents[0].owner.contcat: expected a known key; found "contcat". Did you mean "contact"? Rename it.'],
  ],
])('%s is refused', (_what, changes, lines) => {
  expect(told(changes)).toEqual(lines);
});

describe('an item of the cadence that can never occur or be seen is refused', () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      'on another day',
      { offsetMinutes: -571 },
      'cadence[0].offsetMinutes: expected a time of the session’s day; found 571 minutes before the open, which is on another day: it would never occur',
    ],
    [
      'after midnight',
      { anchor: 'close', offsetMinutes: 480, everyMinutes: undefined },
      'cadence[0].offsetMinutes: expected a time of the session’s day; found 480 minutes after the close, which is on another day: it would never occur',
    ],
    [
      'repeated after the close',
      { offsetMinutes: 391 },
      'cadence[0].offsetMinutes: expected a time of the session’s day; found 391 minutes after the open, after the close, with which what repeats ends: it would never occur',
    ],
    [
      'repeated once',
      { offsetMinutes: 300, everyMinutes: 120 },
      'cadence[0].everyMinutes: expected an item that repeats before the close; every 120 minutes it would occur once',
    ],
    [
      'throughout, of what is seen once',
      { throughout: true, evidence: [{ kind: 'human' }] },
      'cadence[0].evidence[0].kind: expected evidence that can be watched throughout; found "human", which is seen once',
    ],
    [
      'by a job that nothing declares',
      { evidence: [{ kind: 'job', workload: { kind: 'CronJob', name: 'rond' } }] },
      'cadence[0].evidence[0].workload.name: expected a CronJob that an agent or otherWorkloads declares; found "rond"',
    ],
    [
      'by a Deployment, which never ends',
      { evidence: [{ kind: 'job', workload: { kind: 'Deployment', name: 'feed' } }] },
      'cadence[0].evidence[0].workload.kind: expected a CronJob or a Job, whose run ends; found "Deployment"',
    ],
  ])('%s', (_why, item, line) => {
    const changes = Object.fromEntries(Object.entries(item).map(([key, v]) => [`cadence.0.${key}`, v]));
    expect(problemsOf(changes).map((p) => `${p.path}: ${p.message}`)).toEqual([line]);
  });

  test.each([
    ['the first and the last minute of its day', { offsetMinutes: -570, everyMinutes: undefined }],
    ['at the close', { anchor: 'close', offsetMinutes: 0, everyMinutes: undefined }],
    ['late in the evening', { anchor: 'close', offsetMinutes: 479, everyMinutes: undefined }],
  ])('and what occurs is taken: %s', (_when, item) => {
    const changes = Object.fromEntries(Object.entries(item).map(([key, v]) => [`cadence.0.${key}`, v]));
    expect(problemsOf(changes)).toEqual([]);
  });
});

describe('a halt is refused that the rule for halts does not know', () => {
  const at = (time: string, day = '2026-11-20') => `${day}T${time}:00-05:00`;
  test.each<[string, object[], string[]]>([
    [
      'of a month',
      [{ level: 1, from: at('10:00'), to: at('10:00', '2026-12-20') }],
      [
        'marketHalts[0].to: expected a halt of level 1 to last 15 minutes, and 30 at most; found 43200 minutes',
      ],
    ],
    [
      'of 31 minutes',
      [{ level: 2, from: at('10:00'), to: at('10:31') }],
      ['marketHalts[0].to: expected a halt of level 2 to last 15 minutes, and 30 at most; found 31 minutes'],
    ],
    ['of 30 minutes', [{ level: 2, from: at('10:00'), to: at('10:30') }], []],
    [
      'that ends before it begins',
      [{ level: 1, from: at('10:00'), to: at('09:45') }],
      ['marketHalts[0].to: expected a halt of level 1 to last 15 minutes, and 30 at most; found -15 minutes'],
    ],
    [
      'at 15:26',
      [{ level: 1, from: at('15:26') }],
      [
        'marketHalts[0].from: expected a halt of level 1 to begin at 15:25 ET at the latest on that day; found 2026-11-20 15:26 ET',
      ],
    ],
    ['at 15:25', [{ level: 1, from: at('15:25') }], []],
    [
      'at 12:26 on an early close',
      [{ level: 2, from: at('12:26', '2026-11-27') }],
      [
        'marketHalts[0].from: expected a halt of level 2 to begin at 12:25 ET at the latest on that day; found 2026-11-27 12:26 ET',
      ],
    ],
    ['at 15:26 of level 3', [{ level: 3, from: at('15:26') }], []],
    [
      'on a Saturday',
      [{ level: 3, from: at('10:00', '2026-11-21') }],
      [
        'marketHalts[0].from: expected a halt to begin within a session; found 2026-11-21 10:00 ET, when the exchange does not trade',
      ],
    ],
    [
      'before the open',
      [{ level: 1, from: at('09:29') }],
      [
        'marketHalts[0].from: expected a halt to begin within a session; found 2026-11-20 09:29 ET, when the exchange does not trade',
      ],
    ],
    [
      'on a day that the plan closes',
      [{ level: 1, from: at('10:00', '2026-12-04') }],
      [
        'marketHalts[0].from: expected a halt to begin within a session; found 2026-12-04 10:00 ET, when the exchange does not trade',
      ],
    ],
    [
      'of level 3 that ends before the close',
      [{ level: 3, from: at('10:00'), to: at('11:00') }],
      [
        'marketHalts[0].to: expected a halt of level 3 to last to the close at 2026-11-20 16:00 ET; found 2026-11-20 11:00 ET',
      ],
    ],
    ['of level 3 to the close', [{ level: 3, from: at('10:00'), to: at('16:00') }], []],
    [
      'of one level twice a day',
      [
        { level: 1, from: at('10:00') },
        { level: 1, from: at('14:00') },
      ],
      [
        'marketHalts[1]: expected each level once a day, and one halt at a time; the one of level 1 from 2026-11-20 10:00 ET stands above',
      ],
    ],
    [
      'after the session was ended',
      [
        { level: 3, from: at('10:00') },
        { level: 1, from: at('14:00') },
      ],
      [
        'marketHalts[1]: expected each level once a day, and one halt at a time; the one of level 3 from 2026-11-20 10:00 ET stands above',
      ],
    ],
    [
      'of two levels, one after the other',
      [
        { level: 1, from: at('10:00'), to: at('10:15') },
        { level: 2, from: at('11:00') },
      ],
      [],
    ],
  ])('%s', (_what, entries, lines) => {
    expect(problemsOf(halts(...entries)).map((p) => `${p.path}: ${p.message}`)).toEqual(lines);
  });
});

describe('a declared day', () => {
  const days = (closures: object[], earlyCloses: object[] = []) => ({
    ...halts(),
    'market.closures': closures,
    'market.earlyCloses': earlyCloses,
  });
  test.each<[string, Record<string, unknown>, string[]]>([
    ['is taken', days([closed('2026-12-04')], [early('2026-12-03', '13:00')]), []],
    [
      'is told once',
      days([closed('2026-12-04'), closed('2026-12-04')]),
      ['market.closures[1].date: expected each day to be declared once; found 2026-12-04 a second time'],
    ],
    [
      'is not closed and early',
      days([closed('2026-12-04')], [early('2026-12-04', '13:00')]),
      ['market.earlyCloses[0].date: expected each day to be declared once; found 2026-12-04 a second time'],
    ],
    [
      'does not close early when it is closed',
      days([], [early('2026-12-25', '13:00')]),
      [
        'market.earlyCloses[0].date: expected a day on which the exchange trades; 2026-12-25 is closed: Christmas Day',
      ],
    ],
    [
      'does not close early after the close',
      days([], [early('2026-12-03', '17:00')]),
      [
        'market.earlyCloses[0].close: expected a time between the open at 09:30 and the usual close at 16:00 in New York; found "17:00"',
      ],
    ],
    [
      'lies in the calendar',
      days([closed('2062-12-04')]),
      [
        'market.closures[0].date: expected a day that the calendar knows, from 2015-01-01 to 2030-12-31; found "2062-12-04"',
      ],
    ],
    [
      'exists',
      days([closed('2026-02-30')]),
      ['market.closures[0].date: expected a day such as `2026-12-05`; found "2026-02-30"'],
    ],
    [
      'has somebody who says so',
      days([{ date: '2026-12-04', reason: 'Mourning', source: 'NYSE' }]),
      ['market.closures[0].who: expected a text; it is missing'],
    ],
  ])('%s', (_what, changes, lines) => {
    expect(problemsOf(changes).map((p) => `${p.path}: ${p.message}`)).toEqual(lines);
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    [
      'a closed day',
      days([closed('2026-12-25')]),
      ['market.closures[0].date: the exchange is closed on 2026-12-25 already: Christmas Day'],
    ],
    [
      'a weekend',
      days([closed('2026-12-05')]),
      ['market.closures[0].date: the exchange is closed on 2026-12-05 already: a weekend'],
    ],
    [
      'an early close',
      days([], [early('2026-12-24', '13:00')]),
      ['market.earlyCloses[0].date: the calendar has this early close already: 2026-12-24'],
    ],
    ['any other day', { ...noDays, ...days([closed('2026-12-04')]) }, []],
  ])('of the calendar is a note and no mistake: %s', (_what, changes, notes) => {
    const read = parsePlan(JSON.stringify(planWith(changes)));
    expect(read.ok && read.notes.map((n) => `${n.path}: ${n.message}`)).toEqual(notes);
  });
});

test('nonsense of every kind is told at once', () => {
  const lines = told({
    'failures.0.agents': [],
    'safety.executors.scope': ['cluster'],
    'safety.proofLimitSeconds': 10_000,
    'agents.0.slo.objectivePercent': 0.999,
    marketHalts: [{ level: 1, from: '2026-11-20T15:00:00Z', to: '2026-12-20T15:00:00Z' }],
    'cadence.0.offsetMinutes': 391,
  });
  expect(lines).toHaveLength(6);
});
