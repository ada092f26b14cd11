/** Executors in disguise: the name in each place that decision 24 counts, in each kind, wanted or running. */

import type { Choices } from '../random.ts';
import type { Draw, Drawn, Entry, Raw } from './draw.ts';
import { FORMS, type Sketch, WHOLE_FORMS } from './forms.ts';
import { startedBy } from './languages.ts';
import { disguisedName, neutralName, stylesOf } from './names.ts';
import type { Container, Identity, Template } from './objects.ts';
import { inMain, neutralTemplate } from './template.ts';

export interface Place extends Entry {
  put: (sketch: Sketch, draw: Draw) => Sketch;
  /** True where only an object in the cluster has such a place. */
  clusterOnly?: true;
}

/** How signs are told, where the thing's own name does not say it. */
const TOLD: Readonly<Record<string, string>> = {
  'object label': 'label ',
  'owner kind': 'owner kind=',
  'template label': 'label ',
  'container name': 'container=',
  image: 'image=',
  'init image': 'image=',
  program: 'program=',
};

const onTemplate = (id: string, put: (template: Template, draw: Draw) => Template): Place => ({
  id,
  put: ({ identity, template }, draw) => ({ identity, template: put(template, draw) }),
});

const REGISTRIES: Choices<string> = [
  '',
  'desk/',
  'registry.desk.example/',
  'registry.desk.example:5000/a/b/c/',
  'localhost/',
  '123456789012.dkr.ecr.us-east-1.amazonaws.com/',
  'us-docker.pkg.dev/desk-prod/mesh/',
  'ghcr.io/Desk/',
  '10.0.0.1:443/x/',
];
const TAGS: Choices<string> = [
  '',
  ':9',
  ':latest',
  ':v1.2.3-rc.1_x',
  `@sha256:${'0f'.repeat(32)}`,
  `:3@sha256:${'a1'.repeat(32)}`,
];

function imageOf(draw: Draw): string {
  const { random } = draw;
  const { images = [] } = draw.words;
  // A first part with a dot is a registry, which is a weak place.
  const name = disguisedName(draw, images).replaceAll('.', '-');
  const path = random.pick([
    name,
    `${name}/app`,
    name.replaceAll('-', '_'),
    `services/${name}`,
    `${name}.worker`,
  ]);
  return `${random.pick(REGISTRIES)}${path}${random.pick(TAGS)}`;
}

/** Keys that end in one of the words of decision 24, by whatever tool wrote them. */
const LABEL_KEYS: Choices<string> = [
  'app',
  'name',
  'component',
  'k8s-app',
  'application',
  'run',
  'app.kubernetes.io/name',
  'app.kubernetes.io/component',
  'desk.example/application',
  'service.istio.io/app',
];

const sideContainer = (draw: Draw): Container => ({
  name: 'side',
  image: 'alpine:3',
  ...startedBy(draw, programName(draw)),
});

/** A program may be told by the names of modules, which nothing else bears. */
function programName(draw: Draw): string {
  const { names, modules } = draw.words;
  return draw.random.pick([...names, ...modules]);
}

function hookOf(draw: Draw): Raw {
  const { command = [], args = [] } = startedBy(draw, programName(draw));
  return { exec: { command: [...command, ...args] } };
}

export const PLACES: Choices<Place> = [
  {
    id: 'object name',
    put: ({ identity, template }, draw) => ({
      identity: { ...identity, name: disguisedName(draw) },
      template,
    }),
  },
  {
    id: 'object label',
    put: ({ identity, template }, draw) => ({
      identity: { ...identity, labels: { [draw.random.pick(LABEL_KEYS)]: disguisedName(draw) } },
      template,
    }),
  },
  {
    id: 'owner name',
    clusterOnly: true,
    put: ({ identity, template }, draw) => ({
      identity: { ...identity, owner: ownerOf(draw, disguisedName(draw)) },
      template,
    }),
  },
  {
    id: 'owner kind',
    clusterOnly: true,
    put: ({ identity, template }, draw) => {
      const kind = stylesOf(draw.random.pick(draw.words.names)).pascal;
      const owner = {
        apiVersion: 'desk.example/v1',
        kind,
        name: neutralName(draw),
        controller: draw.random.chance(0.5),
      };
      return { identity: { ...identity, owner }, template };
    },
  },
  onTemplate('template label', (template, draw) => ({
    ...template,
    labels: { ...template.labels, [draw.random.pick(LABEL_KEYS)]: disguisedName(draw) },
  })),
  onTemplate('container name', (template, draw) =>
    inMain(template, { name: disguisedName(draw).replaceAll('.', '-') }),
  ),
  onTemplate('image', (template, draw) => inMain(template, { image: imageOf(draw) })),
  onTemplate('program', (template, draw) => inMain(template, startedBy(draw, programName(draw)))),
  {
    ...onTemplate('side container', (t, draw) => ({
      ...t,
      containers: [...t.containers, sideContainer(draw)],
    })),
    clusterOnly: true,
  },
  {
    ...onTemplate('init container', (t, draw) => ({ ...t, initContainers: [sideContainer(draw)] })),
    clusterOnly: true,
  },
  {
    ...onTemplate('init image', (t, draw) => ({
      ...t,
      initContainers: [{ name: 'side', image: imageOf(draw), restartPolicy: 'Always' }],
    })),
    clusterOnly: true,
  },
  {
    ...onTemplate('hook of start', (t, draw) => inMain(t, { lifecycle: { postStart: hookOf(draw) } })),
    clusterOnly: true,
  },
  {
    ...onTemplate('hook of end', (t, draw) => inMain(t, { lifecycle: { preStop: hookOf(draw) } })),
    clusterOnly: true,
  },
  { ...onTemplate('liveness', (t, draw) => inMain(t, { livenessProbe: hookOf(draw) })), clusterOnly: true },
  { ...onTemplate('startup', (t, draw) => inMain(t, { startupProbe: hookOf(draw) })), clusterOnly: true },
];

function ownerOf(draw: Draw, name: string): Identity['owner'] {
  const apiVersion = draw.random.pick(['apps/v1', 'desk.example/v1', 'fleet.example/v1beta1', 'batch/v1']);
  const kind = draw.random.pick(['Deployment', 'Release', 'Bundle', 'Job', 'Application']);
  return { apiVersion, kind, name, controller: draw.random.chance(0.7) };
}

/** An executor somewhere. At zero nothing is claimed of it. */
export function drawExecutor(draw: Draw): Drawn {
  const { namespace } = draw.namespace();
  const place = draw.take('place', PLACES);
  const neutral: Sketch = {
    identity: { name: neutralName(draw), namespace },
    template: neutralTemplate(draw),
  };
  const sketch = place.put(neutral, draw);
  const form = draw.take('form', place.clusterOnly ? WHOLE_FORMS : FORMS);
  const { active, ...made } = form.make(draw, sketch);
  // What starts from zero is told by what starts it.
  const isWhole = WHOLE_FORMS.some(({ id }) => id === form.id) && made.polls.includes('poll/Pod');
  return {
    ...made,
    sign: `an executor by its ${place.id}, as ${form.id}`,
    place: place.id,
    claim: active ? 'executor' : 'open',
    ...(active && place.id in TOLD && isWhole && { tells: `an executor by ${TOLD[place.id]}` }),
    ...(place.id === 'object name' && isWhole && { hides: true }),
    mayBeTold: true,
    taken: draw.taken,
  };
}
