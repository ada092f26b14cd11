/** Pods beside their owners and nodes: the name of a node says nothing of what runs there, any other owner's does. */

import type { Choices } from '../random.ts';
import type { Claim, Draw, Drawn, Entry } from './draw.ts';
import { KINDS } from './kinds.ts';
import { disguisedName, neutralName } from './names.ts';
import { podOf, workloadOf } from './objects.ts';
import { neutralTemplate } from './template.ts';

/** What stands in the place of `NODE` is the name of a node, which resembles an executor's. */
interface Static extends Entry {
  claim: Claim;
  name: 'neutral' | 'neutral-NODE' | 'executor-NODE';
  owner?: { apiVersion: string; kind: string; name: 'NODE' | 'neutral' | 'executor' };
  /** The owner is there too, and no executor by its labels. */
  annotated?: 'workload' | 'pod' | 'label';
}

const NODE_KIND = { apiVersion: 'v1', kind: 'Node', name: 'NODE' } as const;

export const STATICS: Choices<Static> = [
  { id: 'mirrored', claim: 'innocent', name: 'neutral-NODE', owner: NODE_KIND },
  { id: 'mirrored executor', claim: 'executor', name: 'executor-NODE', owner: NODE_KIND },
  { id: 'named as the node', claim: 'executor', name: 'neutral-NODE' },
  {
    id: 'owned by a machine',
    claim: 'executor',
    name: 'neutral',
    owner: { ...NODE_KIND, apiVersion: 'fleet.example/v1' },
  },
  {
    id: 'owned by an executor',
    claim: 'executor',
    name: 'neutral',
    owner: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'executor' },
  },
  { id: 'annotated template', claim: 'doubt', name: 'neutral', annotated: 'workload' },
  { id: 'annotated pod', claim: 'doubt', name: 'neutral', annotated: 'pod' },
  { id: 'labelled workload', claim: 'executor', name: 'neutral', annotated: 'label' },
];

export function drawStatic(draw: Draw): Drawn {
  const { id, claim, name: shape, owner, annotated } = draw.take('static', STATICS);
  const node = `${draw.random.pick(draw.words.names)}-node-a`;
  const [neutral, executor] = [neutralName(draw), disguisedName(draw)];
  const name = { neutral, 'neutral-NODE': `${neutral}-${node}`, 'executor-NODE': `${executor}-${node}` }[
    shape
  ];
  const named = owner && { ...owner, name: { NODE: node, neutral, executor }[owner.name], controller: true };
  const [namespace] = draw.words.inside;
  const template = neutralTemplate(draw);
  const annotations = { description: `runs ${executor}` };
  const [deployment] = KINDS;
  const objects =
    annotated === 'workload' || annotated === 'label'
      ? workloadOf(
          deployment,
          { name, namespace, ...(annotated === 'label' ? { labels: { app: executor } } : { annotations }) },
          template,
          'wanted',
        )
      : [
          podOf({ name, namespace, owner: named, ...(annotated === 'pod' && { annotations }) }, template, {
            node,
          }),
        ];
  return {
    objects,
    cloudRun: [],
    sign: `a pod: ${id}`,
    place: id,
    claim,
    polls: ['poll/Pod'],
    names: [name],
    mayBeTold: false,
    taken: draw.taken,
  };
}
