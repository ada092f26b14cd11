/** What lasts, ends or stands beside others: silent nodes, runs that are over, one instance of several, a map made anew. */

import type { JsonObject } from '../../practice/world/json.ts';
import { BRAKE, FEED, NODE } from '../calm.ts';
import { config, node, pod, rawOf, type Thing, workload } from '../objects.ts';
import { HOME, OUTSIDE } from '../plan.ts';
import type { Choices, Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import { plain, ticksStop, withFields } from './answers.ts';
import { type Incident, PODS_OF_CRANE, SCALED } from './incident.ts';
import { workloadWith } from './pods.ts';

const AGENTS_ON_NODE = ['agent/feed', 'agent/pilot', 'agent/lamp'];

/** The kubelet is heard no more: what it said last proves nothing. */
function silent(name: string): Thing {
  const taints = [{ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' }];
  const status = { conditions: [{ type: 'Ready', status: 'Unknown' }] };
  return {
    kind: 'raw',
    value: { apiVersion: 'v1', kind: 'Node', metadata: { name }, spec: { taints }, status },
  };
}

function playSilentNode(stage: Stage): void {
  const span = stage.span();
  stage.make(NODE, span.from, silent('n1'));
  stage.make(NODE, span.to, node('n1', []));
  stage.mark(AGENTS_ON_NODE, 'unsure', 'watch/Node', span);
  stage.murky(['calm'], span);
}

/** An executor's pod on a node of its own, which falls silent. */
function playSilentExecutor(stage: Stage): void {
  const span = stage.span();
  const [itsNode, itsPod] = [
    { ...NODE, name: 'n2' },
    { kind: 'Pod', namespace: OUTSIDE, name: 'crane-far' },
  ];
  stage.make(itsNode, stage.start - 90_000, node('n2', []));
  stage.make(itsNode, span.from, silent('n2'));
  stage.make(itsPod, span.from, pod(itsPod, null, span.from, { node: 'n2' }));
  stage.remove(itsPod, span.to);
  stage.mark(PODS_OF_CRANE, 'bad', 'poll/Pod', span);
  stage.murky([...PODS_OF_CRANE, 'calm'], { from: span.to, to: stage.end + 60_000 });
}

/** An executor's Job that ended lately, and is deleted: that it ran is told until the close. */
function playFinished(stage: Stage, random: Random): void {
  if (stage.session() === null) return;
  const place = { kind: 'Job', namespace: OUTSIDE, name: 'crane-once' };
  const from = stage.start - 59_000;
  const gone = random.int(stage.start + 4_000, stage.end - 4_000);
  const after = { from: gone, to: stage.end + 60_000 };
  stage.make(place, from, workload(place, from, { desired: 0, actual: 0, ready: 0, finished: 'complete' }));
  stage.remove(place, gone);
  stage.mark(['agent/crane'], 'doubt', 'poll/Job', { from, to: gone });
  stage.mark(['agent/crane'], 'doubt', 'poll/Job', after, { seenIn: { from, to: gone } });
  stage.murky(['calm'], { from, to: after.to });
}

/** Scaled to zero by an event that the watch lost. */
function playUnnoticed(stage: Stage, random: Random): void {
  const place = { kind: 'StatefulSet', namespace: OUTSIDE, name: 'crane-q' };
  const from = stage.start - 60_000;
  const at = random.int(stage.start + 3_000, stage.end - 6_000);
  stage.make(place, from, workload(place, from, { actual: 0, ready: 0 }));
  stage.changeUnnoticed(place, at, workloadWith({ desired: 0 }));
  stage.mark(SCALED, 'bad', 'poll/StatefulSet', { from, to: at });
  stage.murky([...SCALED, 'calm'], { from: at, to: stage.end + 60_000 });
  stage.murky(['calm'], { from, to: at });
}

/** Of two instances the second is stale, by its own word. */
function playSecond(stage: Stage): void {
  const span = stage.span(3_000);
  const place = { kind: 'Pod', namespace: HOME, name: 'feed-2' };
  const beat = stage.endpoints.find(({ agent }) => agent === 'feed');
  if (beat === undefined) return;
  stage.make(place, span.from, pod(place, FEED, span.from));
  stage.change(FEED, span.from, workloadWith({ desired: 2, actual: 2, ready: 2 }));
  stage.remove(place, span.to);
  stage.change(FEED, span.to, workloadWith({ desired: 1, actual: 1, ready: 1 }));
  // A source of its own: what the first one shows, it does not.
  const itself = { agent: `${HOME}/feed-2`, probe: beat.path, path: beat.path, pod: `${HOME}/feed-2` };
  stage.endpoints.push({ ...itself, reply: withFields(beat.reply, { ok: false }, 503) });
  const via = `probe/${itself.agent}/${itself.probe}`;
  const shown = { from: span.from + 2_000, to: span.to };
  const level = stage.session() === 'open' ? 'told' : 'murky';
  stage.mark(['agent/feed', 'failure/feed-stale'], level, via, shown, { needs: ['poll/Pod'] });
  stage.murky(['agent/feed', 'failure/feed-stale'], { from: span.from, to: shown.from });
  const aside = ['calm', 'failure/pilot-halted', 'rule/bypass'];
  stage.murky([...aside, 'agent/feed', 'failure/feed-stale'], { from: span.to, to: span.to + 10_000 });
  stage.murky(aside, span);
}

/** Stale, and then nobody answers: the timer of the rule goes on. */
function playStaleUnseen(stage: Stage): void {
  ticksStop(stage, { from: stage.start - 20_000, to: stage.end + 60_000 }, 'honest');
}

/** Deleted and created again, immutable: a node gives the older one to the pods that it has. */
function playAnew(stage: Stage): void {
  const span = stage.span();
  const map = rawOf(BRAKE, config(BRAKE, { HALTED: 'true' }, span.from));
  stage.remove(BRAKE, span.from);
  stage.make(BRAKE, span.from + 1, { kind: 'raw', value: { ...map, immutable: true } });
  stage.make(BRAKE, span.to, config(BRAKE, { HALTED: 'true' }, span.to));
  const via = `poll/ConfigMap/${HOME}/${BRAKE.name}`;
  stage.mark(['execution', 'proof/halt-processes'], 'doubt', via, { from: span.from + 1, to: span.to });
  const after = { from: span.from, to: stage.end + 60_000 };
  stage.murky(['calm', 'agent/pilot', 'agent/feed', 'agent/lamp', 'failure/pilot-halted'], after);
  stage.murky(['proof/halt-switches', 'execution'], { from: span.from, to: span.from + 1 });
  stage.murky(['execution', 'agent/crane'], { from: span.to, to: after.to });
}

/** Fields of a type that no contract has. */
const UNREAD: Choices<{ fields: JsonObject; proof: string }> = [
  { fields: { 'safety.kill_switch': 'maybe' }, proof: 'proof/halt-processes' },
  { fields: { 'safety.safe_to_execute_orders': 'perhaps' }, proof: 'proof/modes' },
];

function playUnread(stage: Stage, random: Random): void {
  const span = stage.span(2_000);
  const { fields, proof } = random.pick(UNREAD);
  stage.twist('pilot/status', span, (reply) => withFields(reply, { ...plain('OK'), ...fields }));
  stage.mark(['execution', proof], 'unsure', 'probe/pilot/status', span);
  stage.murky([proof], { from: span.from, to: stage.end + 60_000 });
  stage.murky(['calm', 'agent/pilot', 'failure/pilot-halted', 'rule/bypass'], span);
}

export const STANDING: readonly Incident[] = [
  { id: 'node-silent', weight: 3, claims: ['node'], play: playSilentNode },
  {
    id: 'executor-on-silent-node',
    weight: 2.5,
    claims: ['executor-pod', 'node-2'],
    play: playSilentExecutor,
  },
  { id: 'executor-finished', weight: 3, claims: ['finished'], play: playFinished },
  { id: 'watch-misses-an-end', weight: 3, claims: ['unnoticed'], play: playUnnoticed },
  { id: 'second-instance', weight: 3, claims: ['feed', 'feed-answers'], play: playSecond },
  {
    ...{ id: 'stale-unseen', weight: 2, claims: ['feed', 'feed-answers'], play: playStaleUnseen },
    outages: (random, { from, to }) => [
      {
        sources: ['probe/feed/beat'],
        kind: 'timeout',
        from: from + random.int(4_000, 7_000),
        to: to + 60_000,
      },
    ],
  },
  { id: 'brake-made-anew', weight: 3, claims: ['brake'], play: playAnew },
  { id: 'answer-unread', weight: 3, claims: ['pilot'], play: playUnread },
];
