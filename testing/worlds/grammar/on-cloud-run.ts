/** Settings and signs on Cloud Run, where nothing has a namespace, and what the plan names there. */

import type { Choices } from '../random.ts';
import type { Claim, Draw, Drawn, Entry, Raw } from './draw.ts';
import { SAFE, variable } from './known.ts';
import { AT_NO_INSTANCE, CLOUD_KINDS, cloudRunOf, neutralTemplate } from './template.ts';
import { DECLARED } from './wide.ts';

interface OnCloudRun extends Entry {
  name: string;
  claim: Claim;
  labels?: Record<string, string>;
  env?: Raw[];
  manualZero?: true;
}

/** Settings and signs on Cloud Run, where nothing has a namespace. */
export const ON_CLOUD_RUN: Choices<OnCloudRun> = [
  { id: 'agent on Cloud Run', name: 'ledger-web', claim: 'innocent', env: SAFE },
  { id: 'rehearsal of somebody', name: 'stranger', claim: 'innocent', env: [variable('DRY', '0')] },
  { id: 'rehearsal of an agent', name: 'ledger-web', claim: 'live', env: [variable('DRY', '0')] },
  { id: 'gate on Cloud Run', name: 'stranger', claim: 'live', env: [variable('LOCAL_LOCK', 'on')] },
  { id: 'mode on Cloud Run', name: 'stranger', claim: 'live', env: [variable('MODE', 'LIVE')] },
  {
    id: 'setting on Cloud Run',
    name: 'stranger',
    claim: 'doubt-setting',
    env: [variable('LIVE_TRADING', 'true')],
  },
  {
    id: 'credentials on Cloud Run',
    name: 'stranger',
    claim: 'doubt-setting',
    env: [variable('BROKER_KEY', 'x'), variable('SIDE_DOOR', 'shut')],
  },
  {
    id: 'suspect on Cloud Run',
    name: 'stranger',
    claim: 'doubt',
    labels: { crew: 'crane' },
    env: [variable('BROKER_KEY', 'x'), ...SAFE],
  },
  {
    id: 'suspect at no instance',
    name: 'stranger',
    claim: 'innocent',
    labels: { crew: 'crane' },
    env: [variable('BROKER_KEY', 'x'), ...SAFE],
    manualZero: true,
  },
];

export function drawOnCloudRun(draw: Draw): Drawn {
  const { id, name, claim, labels = {}, env = [], manualZero } = draw.take('on Cloud Run', ON_CLOUD_RUN);
  const [service] = CLOUD_KINDS;
  const kind = manualZero ? AT_NO_INSTANCE : service;
  return {
    objects: [],
    cloudRun: [cloudRunOf(draw, name, labels, { name: 'main', image: 'alpine:3', env }, [kind])],
    sign: id,
    place: id,
    claim,
    polls: ['cloud-run'],
    names: [name],
    mayBeTold: false,
    taken: draw.taken,
  };
}

/** What the plan calls an executor's on Cloud Run, whatever its own name. */
export function drawDeclared(draw: Draw): Drawn {
  const { id: name, kind } = draw.take('declared', DECLARED);
  const kinds = CLOUD_KINDS.filter((each) => each.kind === kind);
  const { containers, labels } = neutralTemplate(draw);
  const [main] = containers;
  const [first, ...rest] = kinds;
  if (main === undefined || first === undefined) throw new Error('a template has a container');
  return {
    objects: [],
    cloudRun: [cloudRunOf(draw, name, labels, main, [first, ...rest])],
    sign: `${name}, which the plan names beside an executor`,
    place: `plan: ${name}`,
    claim: 'executor',
    polls: ['cloud-run'],
    names: [name],
    mayBeTold: false,
    taken: draw.taken,
  };
}
