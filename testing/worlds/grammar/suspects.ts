/** The words of an executor in places that make none: weak signs, with a second thing beside them or without one. */

import type { RawObject } from '../../pipeline/raw-object.ts';
import type { Choices } from '../random.ts';
import { BYSTANDS, PREPARES } from './bench.ts';
import type { Claim, Draw, Drawn, Entry, Raw } from './draw.ts';
import { disguisedName, disguisedText, neutralName, stylesOf } from './names.ts';
import { podOf, type Template } from './objects.ts';
import { inMain, neutralTemplate } from './template.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface WeakPlace extends Entry {
  /** How the sign is told. */
  sign?: string;
  put: (template: Template, draw: Draw) => Template;
}

const label = (key: string): WeakPlace => ({
  id: `label ${key}`,
  sign: `label ${key}=`,
  put: (template, draw) => ({ ...template, labels: { ...template.labels, [key]: disguisedName(draw) } }),
});
const annotation = (key: string, write: (name: string) => string): WeakPlace => ({
  id: `annotation ${key}`,
  sign: `annotation ${key}=`,
  put: (template, draw) => ({
    ...template,
    annotations: { ...template.annotations, [key]: write(disguisedName(draw)) },
  }),
});
const main = (id: string, write: (draw: Draw) => Raw): WeakPlace => ({
  id,
  put: (template, draw) => inMain(template, write(draw)),
});
const variable = (name: string): WeakPlace => ({
  ...main(`variable ${name}`, (draw) => ({ env: [{ name, value: disguisedText(draw) }] })),
  sign: `env ${name}=`,
});
const volume = (id: string, source: (name: string) => Raw): WeakPlace => ({
  id,
  put: (template, draw) => ({
    ...inMain(template, { volumeMounts: [{ name: 'v', mountPath: '/data' }] }),
    spec: { ...template.spec, volumes: [{ name: 'v', ...source(disguisedName(draw)) }] },
  }),
});
const spec = (field: string): WeakPlace => ({
  id: field,
  put: (template, draw) => ({ ...template, spec: { ...template.spec, [field]: disguisedName(draw) } }),
});

/** Lines of a shell that speak of an executor and start something else. */
const LINES: [id: string, write: (name: string) => string][] = [
  ['searched', (name) => `grep -r ${name} /var/log`],
  ['logs', (name) => `tail -F /var/log/${name}.log`],
  ['echoed', (name) => `echo "waiting for ${name}" && sleep 9`],
  ['backed up', (name) => `restic backup /data/${name}`],
  ['text of a file', (name) => `cat > /etc/x.yaml <<EOF\n${name}:\n  url: x\nEOF\n./serve`],
  ['printed', (name) => `printf '%s' ${name} | tee /tmp/x`],
  ['archived', (name) => `tar czf /backup/x.tgz ./${name}`],
  ['unit asked about', (name) => `systemctl status ${name}.service`],
  ['engine asked', (name) => `docker logs -f ${name}`],
  ['found', (name) => `find / -name ${name} -delete; rm -rf ./${name}`],
  ['commented out', (name) => `# ./${name} serve\n./serve`],
  ['data', (name) => `/opt/pad /etc/${name}.yaml`],
  ['argument of code', (name) => `python -c pass ${name}.py`],
  ['comment', (name) => `# after ${name}\n./serve`],
  ['where output goes', (name) => `./serve > /var/log/${name}`],
];

/** A program that a ConfigMap or Secret names, of which nothing is read. */
const unread = (id: string, line: string[], source: Raw): WeakPlace => ({
  ...main(`program of ${id}`, () => ({ command: line, ...source })),
  sign: 'program out of=',
});
const fromKey = (name: string, ref: 'configMapKeyRef' | 'secretKeyRef', source: string): Raw => ({
  env: [{ name, valueFrom: { [ref]: { name: source, key: 'k' } } }],
});

export const WEAK_PLACES: Choices<WeakPlace> = [
  unread('a map', ['sh', '-c', 'exec $APP'], fromKey('APP', 'configMapKeyRef', 'm')),
  unread('a secret', ['sh', '-c', '$APP serve'], fromKey('APP', 'secretKeyRef', 'm')),
  unread('a module', ['python', '-m', '$(APP)'], fromKey('APP', 'configMapKeyRef', 'm')),
  unread('a whole map', ['sh', '-c', 'cd /x; $APP'], { envFrom: [{ configMapRef: { name: 'm' } }] }),
  {
    id: 'key of a map',
    sign: 'env WHICH=',
    put: (template, draw) => inMain(template, fromKey('WHICH', 'configMapKeyRef', disguisedName(draw))),
  },
  {
    id: 'key of a secret',
    sign: 'env WHICH=',
    put: (template, draw) => inMain(template, fromKey('WHICH', 'secretKeyRef', disguisedName(draw))),
  },
  {
    ...main('whole map', (draw) => ({ envFrom: [{ configMapRef: { name: disguisedName(draw) } }] })),
    sign: 'envFrom=',
  },
  {
    ...main('name of a variable', (draw) => ({
      env: [{ name: `${stylesOf(draw.random.pick(draw.words.names)).upper}_NOTE`, value: '1' }],
    })),
    sign: 'env ',
  },
  {
    id: 'key of a label',
    sign: 'label ',
    put: (template, draw) => ({
      ...template,
      labels: { ...template.labels, [`${disguisedName(draw)}.example/x`]: 'y' },
    }),
  },
  label('app.kubernetes.io/instance'),
  label('helm.sh/chart'),
  label('argocd.argoproj.io/instance'),
  label('kustomize.toolkit.fluxcd.io/namespace'),
  label('strategy'),
  label('desk.example/owner'),
  label('operator.example/part-of'),
  annotation('meta.helm.sh/release-name', (name) => name),
  annotation('argocd.argoproj.io/tracking-id', (name) => `desk:apps/Deployment:prod/${name}`),
  annotation('description', (name) => `runs ${name} for the desk`),
  annotation('vault.hashicorp.com/role', (name) => name),
  main('later argument', (draw) => ({
    command: ['/opt/launch-pad', `--target=${disguisedText(draw)}`, '-v'],
  })),
  main('last argument', (draw) => ({ command: ['/opt/launch-pad', 'serve', disguisedText(draw)] })),
  variable('SERVICE'),
  variable('OTEL_SERVICE_NAME'),
  variable('APP_MODULE'),
  variable('START_COMMAND'),
  variable('SPRING_APPLICATION_NAME'),
  variable('DOTNET_STARTUP'),
  main('filled-in argument', (draw) => ({
    command: ['/opt/launch-pad', '$(WHAT)'],
    env: [{ name: 'WHAT', value: disguisedText(draw) }],
  })),
  main('tag', (draw) => ({ image: `registry.corp.example/platform/tools:${disguisedName(draw)}` })),
  main('registry', (draw) => ({ image: `${disguisedName(draw).replaceAll('.', '-')}.example:5000/tools:4` })),
  main('mount path', (draw) => ({
    volumeMounts: [{ name: 'v', mountPath: `/opt/${disguisedName(draw)}/lib` }],
  })),
  main('sub path', (draw) => ({
    volumeMounts: [{ name: 'v', mountPath: '/opt/a', subPath: disguisedName(draw) }],
  })),
  volume('config map', (name) => ({ configMap: { name } })),
  volume('file of a config map', (name) => ({
    configMap: { name: 'files', items: [{ key: `${name}.py`, path: 'a.py' }] },
  })),
  volume('secret', (secretName) => ({ secret: { secretName } })),
  volume('claim', (claimName) => ({ persistentVolumeClaim: { claimName } })),
  volume('folder of the node', (name) => ({ hostPath: { path: `/srv/${name}/bin` } })),
  volume('projected', (name) => ({ projected: { sources: [{ configMap: { name } }] } })),
  volume('volume of a driver', (name) => ({
    csi: { driver: 'files.example', volumeAttributes: { source: `/exports/${name}/bin` } },
  })),
  volume('volume of a kind to come', (name) => ({ bundle: { from: { names: [name] } } })),
  volume('image volume', (name) => ({ image: { reference: `registry.corp.example/${name}:4` } })),
  main('fetched', (draw) => ({
    command: ['sh', '-c', `curl -sSL https://files.example/${disguisedName(draw)}-1.2.tgz | tar xz && ./run`],
  })),
  ...LINES.map(([id, write]) => main(id, (draw) => ({ command: ['sh', '-c', write(disguisedName(draw))] }))),
  spec('serviceAccountName'),
  spec('hostname'),
  {
    id: 'image that runs',
    put: (template, draw) => ({ ...template, nodeImage: `docker.io/desk/${disguisedName(draw)}` }),
  },
];

interface Second extends Entry {
  put: (template: Template, draw: Draw) => Template;
  inside: boolean;
  /** True if it makes no suspect; of an image by where the mesh's own ones lie. */
  isNone?: (words: Vocabulary) => boolean;
}

const beside =
  (image: (words: Vocabulary) => string) =>
  (template: Template, { words }: Draw): Template => ({
    ...template,
    containers: [...template.containers, { name: 'second', image: image(words) }],
  });

const broker =
  (env: (draw: Draw) => Raw) =>
  (template: Template, draw: Draw): Template => ({
    ...template,
    containers: [...template.containers, { name: 'second', image: 'alpine:3', env: [env(draw)] }],
  });

/** What makes a suspect of a weak sign by decision 24. `none`: calm stays calm. */
export const SECONDS: Choices<Second> = [
  { id: 'none', inside: false, put: (template) => template, isNone: () => true },
  { id: 'namespace of the mesh', inside: true, put: (template) => template },
  {
    id: 'broker credentials',
    inside: false,
    put: broker(({ words }) => ({
      name: words.brokerVariable,
      valueFrom: { secretKeyRef: { name: 'any', key: 'k' } },
    })),
  },
  {
    id: 'broker secret',
    inside: false,
    put: broker(({ words }) => ({
      name: 'KEY',
      valueFrom: { secretKeyRef: { name: words.brokerSecret, key: 'k' } },
    })),
  },
  {
    id: 'image of an agent',
    inside: false,
    put: beside(({ folder, agent }) => `${folder}/${agent}:2`),
  },
  {
    id: 'image in its folder',
    inside: false,
    put: beside(({ folder }) => `${folder}/somebody:2`),
    isNone: ({ folder }) => !folder.includes('/'),
  },
  { id: 'image that prepares an agent', inside: false, put: beside(() => PREPARES), isNone: () => true },
  { id: 'image of a bystander', inside: false, put: beside(() => BYSTANDS), isNone: () => true },
];

/** A pod with a weak sign. It runs: at zero a suspect keeps nothing open. */
export function drawSuspect(draw: Draw): Drawn {
  const place = draw.take('weak place', WEAK_PLACES);
  const second = draw.take('second', SECONDS);
  const { random, words } = draw;
  const namespace = random.pick(second.inside ? words.inside : words.outside);
  const name = neutralName(draw);
  const template = second.put(place.put(neutralTemplate(draw), draw), draw);
  const pod: RawObject = podOf({ name, namespace }, template);
  const claim: Claim = second.isNone?.(words) ? 'innocent' : 'doubt';
  const { sign } = place;
  return {
    objects: [pod],
    cloudRun: [],
    sign: `words of an executor in ${place.id}, beside ${second.id}`,
    place: place.id,
    claim,
    ...(claim === 'doubt' && sign !== undefined && { tells: sign }),
    polls: ['poll/Pod'],
    names: [name],
    mayBeTold: false,
    taken: draw.taken,
  };
}
