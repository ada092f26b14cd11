/** What the plan lists as no executor: as it is listed, and with one thing different, which voids the entry. */

import type { Choices } from '../random.ts';
import type { Claim, Draw, Drawn, Entry } from './draw.ts';
import { KINDS, type WorkloadKind } from './kinds.ts';
import { neutralName } from './names.ts';
import { podOf, type State, type Template, workloadOf } from './objects.ts';
import { WEAK_PLACES } from './suspects.ts';
import { inMain } from './template.ts';
import { LISTED, type Listed } from './wide.ts';

interface Sketch {
  entry: Listed;
  template: Template;
}

interface Change extends Entry {
  /** True if it is still what the plan lists. */
  holds?: true;
  make: (sketch: Sketch, draw: Draw) => Sketch;
}

const STATES: Choices<{ id: State }> = [{ id: 'running' }, { id: 'wanted' }];

export const CHANGES: Choices<Change> = [
  { id: 'as listed', holds: true, make: (sketch) => sketch },
  {
    id: 'another tag',
    holds: true,
    make: ({ entry, template }) => ({
      entry,
      template: {
        ...template,
        containers: template.containers.map((c) => ({ ...c, image: c.image.replace(/:4$/, ':5@sha256:0f') })),
      },
    }),
  },
  {
    id: 'another image',
    make: ({ entry, template }) => ({
      entry,
      template: inMain(template, { image: 'registry.corp.example/x:4' }),
    }),
  },
  {
    id: 'another container',
    make: ({ entry, template }) => ({
      entry,
      template: { ...template, containers: [...template.containers, { name: 'more', image: 'alpine:3' }] },
    }),
  },
  {
    id: 'another namespace',
    make: ({ entry, template }) => ({ entry: { ...entry, namespace: 'yard' }, template }),
  },
  {
    id: 'another name',
    make: ({ entry, template }, draw) => ({ entry: { ...entry, name: neutralName(draw) }, template }),
  },
  {
    id: 'another kind',
    make: ({ entry, template }) => ({
      entry: { ...entry, kind: entry.kind === 'Deployment' ? 'Pod' : 'Deployment' },
      template,
    }),
  },
  {
    id: 'another sign',
    make: ({ entry, template }, draw) => ({
      entry,
      template: draw.take('weak place', WEAK_PLACES).put(template, draw),
    }),
  },
  {
    id: 'another sign still',
    make: ({ entry, template }, draw) => ({
      entry,
      template: draw.take('weak place', WEAK_PLACES).put(template, draw),
    }),
  },
];

function templateOf({ labels, images }: Listed): Template {
  const none = { annotations: {}, initContainers: [], ephemeralContainers: [], spec: {} };
  return { ...none, labels, containers: images.map((image, i) => ({ name: `c${i}`, image: `${image}:4` })) };
}

/** A change may take away the sign by which it would be one, or stand where nothing of it is read yet. */
function claimOf(listed: Listed, change: Change, taken: Draw['taken']): Claim {
  if (change.holds) return listed.holds ? 'innocent' : listed.without;
  const by = (place: string): boolean => listed.signs.some((sign) => sign.startsWith(`${place}=`));
  const place = taken.get('weak place') ?? '';
  const isElsewhere = by('image') && (change.id === 'another image' || ['tag', 'registry'].includes(place));
  const isOther = by('name') && change.id === 'another name';
  const isUnread = place === 'image that runs' && (taken.get('state') === 'wanted' || by(place));
  return isElsewhere || isOther || isUnread ? 'open' : listed.without;
}

export function drawListed(draw: Draw): Drawn {
  const listed = draw.take('listed', LISTED);
  const change = draw.take('change', CHANGES);
  const { entry, template } = change.make({ entry: listed, template: templateOf(listed) }, draw);
  const { kind, namespace, name } = entry;
  const found: WorkloadKind | undefined = KINDS.find(({ id }) => id === kind);
  const objects =
    found === undefined
      ? [podOf({ name, namespace }, template)]
      : workloadOf(found, { name, namespace }, template, draw.take('state', STATES).id);
  const claim = claimOf(listed, change, draw.taken);
  const isSame = !['another namespace', 'another name', 'another kind'].includes(change.id);
  const isVoid = isSame && ['executor', 'doubt'].includes(claim);
  return {
    objects,
    cloudRun: [],
    sign: `${listed.id}, which the plan lists as no executor, ${change.id}`,
    place: change.id,
    claim,
    ...(claim === 'innocent' && { counted: 'listedSuspects' as const }),
    ...(isVoid && { tells: 'listed as none, but ' }),
    polls: ['poll/Pod'],
    names: objects.map(({ metadata }) => metadata.name),
    mayBeTold: false,
    taken: draw.taken,
  };
}
