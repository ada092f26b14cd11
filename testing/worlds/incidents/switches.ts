/** Halt switches that allow, say nothing, or are not there; and workloads whose mode lets orders leave. */

import { BRAKE, FEED, FEED_POD, PILOT, PILOT_POD, SECOND } from '../calm.ts';
import {
  type Container,
  config,
  container,
  literal,
  type Place,
  pod,
  rawOf,
  type Thing,
  withVariable,
  workload,
} from '../objects.ts';
import { OUTSIDE, SECOND_NAMESPACE } from '../plan.ts';
import type { Choices, Random } from '../random.ts';
import type { Span, Stage } from '../stage.ts';
import { HALTED, type Incident, MODES } from './incident.ts';

const ALLOWS: Choices<string> = ['0', 'false', ' No ', 'off'];
const NEITHER: Choices<string> = ['', 'maybe', 'null', '2', 'halted', 'on off', '1\u0085'];
/** With marks that a person does not see as a part of it: no program, or not every one, takes it for either. */
const QUOTED: Choices<string> = [' "1" ', '"1"', "'true'", '\uFEFFyes'];

function playSwitch(stage: Stage, random: Random, place: Place, key: string): void {
  const span = stage.span();
  const how = random.pick([
    'allows',
    'allows',
    'neither',
    'quoted',
    'quoted',
    'no-key',
    'bytes',
    'deleted',
  ] as const);
  if (how === 'deleted') stage.remove(place, span.from);
  else if (how === 'bytes') stage.make(place, span.from, inBytes(place, key, span.from));
  else {
    const data =
      how === 'no-key'
        ? {}
        : { [key]: random.pick(how === 'allows' ? ALLOWS : how === 'quoted' ? QUOTED : NEITHER) };
    stage.make(place, span.from, config(place, data, span.from));
  }
  stage.make(place, span.to, config(place, { [key]: 'true' }, span.to));
  const via = `poll/ConfigMap/${place.namespace}/${place.name}`;
  stage.mark(HALTED, how === 'allows' ? 'bad' : 'doubt', via, span);
  if (how === 'bytes')
    stage.mark(['proof/halt-switches'], 'doubt', via, span, { words: `${key} is in binaryData` });
  // Running processes read the switch at their start; they report the old value.
  const after = { from: span.from, to: stage.end + 60_000 };
  stage.murky(['calm', 'agent/pilot', 'agent/feed', 'agent/lamp', 'failure/pilot-halted'], after);
  stage.murky(['execution', 'agent/crane'], { from: span.to, to: stage.end + 60_000 });
}

/** As `kubectl` makes it from a file that is no text. */
function inBytes(place: Place, key: string, at: number): Thing {
  const { data: _, ...map } = rawOf(place, config(place, {}, at));
  return { kind: 'raw', value: { ...map, binaryData: { [key]: 'MQ==' } } };
}

const LIVE_VARIABLES: Choices<[string, string]> = [
  ['MODE', 'LIVE'],
  ['MODE', ' execute'],
  ['ENABLED', 'yes'],
  ['DRY', '0'],
  ['UNLOCK', '1'],
  ['unlock', '"on"'],
];

/** Settings that nobody listed: they keep execution from being proven off. */
const UNLISTED: Choices<[string, string]> = [
  ['LIVE_TRADING', '1'],
  ['paperTrading', 'false'],
  ['ORDERS_ENABLED', ' On '],
  ['CONFIRM_ORDERS', 'x'],
  ['SANDBOX', 'no'],
];

function withSpec(change: (spec: Container) => Container) {
  return (thing: Thing): Thing => {
    if (thing.kind === 'workload')
      return { ...thing, value: { ...thing.value, containers: thing.value.containers.map(change) } };
    return thing.kind === 'pod'
      ? { ...thing, value: { ...thing.value, containers: thing.value.containers.map(change) } }
      : thing;
  };
}

/** A workload of the mesh is set live: the workload first, its pod when that is replaced. */
function playLive(
  stage: Stage,
  random: Random,
  [name, value]: [string, string],
  level: 'bad' | 'doubt',
): void {
  const [owner, itsPod] = random.pick([
    [FEED, FEED_POD],
    [PILOT, PILOT_POD],
  ] as const);
  const { from, to } = stage.span(3_000);
  const later = random.int(0, 2_000);
  const live = withSpec((spec) => withVariable(spec, literal(name, value)));
  const calm = withSpec((spec) => withVariable(spec, literal(name, name === 'MODE' ? 'OBSERVE' : '1')));
  const none = withSpec((spec) => ({
    ...spec,
    env: spec.env.filter((v) => v.name !== name),
  }));
  const kept = name === 'MODE' || name === 'DRY';
  for (const [place, delay, kind] of [
    [owner, 0, owner.kind],
    [itsPod, later, 'Pod'],
  ] as const) {
    stage.change(place, from + delay, live);
    stage.change(place, to + delay, kept ? calm : none);
    stage.mark(MODES, level, `poll/${kind}`, { from: from + delay, to: to + delay });
  }
  const agent = `agent/${owner.name}`;
  stage.murky([agent, 'calm'], { from, to: to + later });
}

/** Somebody else's workload, set live: orders could leave from anywhere. */
function playStranger(stage: Stage, random: Random): void {
  const span = stage.span();
  const namespace = random.pick([OUTSIDE, SECOND_NAMESPACE] as const);
  const place = { kind: 'Deployment', namespace, name: 'stranger' };
  const [name, value] = random.pick([LIVE_VARIABLES[0], ['ENABLED', 'true']] satisfies Choices<
    [string, string]
  >);
  const containers = [withVariable(container('stranger'), literal(name, value))];
  const asPod = random.chance(0.4);
  const bare = { kind: 'Pod', namespace, name: 'stranger' };
  if (asPod) stage.make(bare, span.from, pod(bare, null, span.from, { containers }));
  else
    stage.make(place, span.from, workload(place, span.from, { containers, desired: 0, actual: 0, ready: 0 }));
  stage.remove(asPod ? bare : place, span.to);
  stage.mark(MODES, 'bad', asPod ? 'poll/Pod' : 'poll/Deployment', span);
  stage.murky(['calm', 'failure/undeclared'], span);
}

/** A bypass variable in the pods of the mesh (plan, Escalation rules, P0). */
function playBypass(stage: Stage): void {
  const span: Span = stage.span(3_000);
  const on = withSpec((spec) => withVariable(spec, literal('NO_GATE', '1')));
  const off = withSpec((spec) => ({
    ...spec,
    env: spec.env.filter((v) => v.name !== 'NO_GATE'),
  }));
  for (const place of [PILOT, PILOT_POD]) {
    stage.change(place, span.from, on);
    stage.change(place, span.to, off);
  }
  stage.mark(['rule/bypass'], 'bad', 'poll/Pod', span);
  stage.murky(['calm', 'agent/pilot', 'failure/feed-stale', 'failure/pilot-halted'], span);
}

export const SWITCHES: readonly Incident[] = [
  { id: 'brake-off', weight: 7, claims: ['brake'], play: (s, r) => playSwitch(s, r, BRAKE, 'HALTED') },
  { id: 'second-off', weight: 6, claims: ['second'], play: (s, r) => playSwitch(s, r, SECOND, 'STOP') },
  {
    id: 'live-workload',
    weight: 4,
    claims: ['live', 'pilot', 'feed'],
    play: (s, r) => playLive(s, r, r.pick(LIVE_VARIABLES), 'bad'),
  },
  {
    id: 'unlisted-setting',
    weight: 3,
    claims: ['live', 'pilot', 'feed'],
    play: (s, r) => playLive(s, r, r.pick(UNLISTED), 'doubt'),
  },
  { id: 'live-stranger', weight: 3, claims: ['stranger'], play: playStranger },
  { id: 'gate-bypass', weight: 2, claims: ['pilot'], play: playBypass },
];
