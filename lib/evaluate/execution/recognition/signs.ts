/**
 * The signs that an object of the cluster is an executor. A strong one makes it an executor: its name, its owners, a
 * container, an image's path, what it starts, or the labels that name an application. A weak one stands anywhere else.
 * A sign is a text such as `label app=execution-agent`, by which the plan lists what it knows to be none.
 */

import type { ContainerSpec } from '../../../facts/fact.ts';
import type { Plan } from '../../../plan/schema.ts';
import { executorNames } from '../executor.ts';
import { commandLineOf, withoutQuotes } from './command-line.ts';
import { isKnownVariable } from './known-variables.ts';
import { executorPhrases, imagePath, repositoryOf } from './phrases.ts';
import { namesIn, withoutAddresses } from './words.ts';

type Texts = Readonly<Record<string, string>>;

/** What is known of an object that can run a program. */
export interface Candidate {
  namespace: string;
  name: string;
  owners: readonly { kind: string; name: string; group?: string }[];
  /** Its own, and those of its pod template. */
  labels: readonly Texts[];
  annotations: readonly Texts[];
  containers: readonly ContainerSpec[];
}

export interface Signs {
  strong: readonly string[];
  weak: readonly string[];
  /** The full name of an executor, and an executor's image or program: nothing can say that it is none. */
  beyondDoubt: boolean;
}

/** The last part of a label's key, where the label names an application. */
const NAMING_LABELS = ['app', 'name', 'component', 'k8s-app', 'application', 'run'];
/** Labels by which controllers repeat names that are signs themselves. */
const CONTROLLERS_OWN =
  /^(job-name|batch\.kubernetes\.io\/(job-name|cronjob-.*)|controller-revision-hash|statefulset\.kubernetes\.io\/pod-name)$/;

export function signsOf(plan: Plan, object: Candidate): Signs {
  const phrases = executorPhrases(plan);
  const find = { plan, in: (text: string) => namesIn(text, phrases.named) };
  const own = [object.name, ...object.owners.map((o) => o.name)].flatMap((text) =>
    signed('name', find.in(text)),
  );
  const owning = object.owners.flatMap((o) => signed('owner kind', find.in(`${o.kind} ${o.group ?? ''}`)));
  const labels = labelSigns(find, object);
  const inside = object.containers.map((c) => containerSigns(find, c));
  const programs = inside.flatMap((c) => [...c.image, ...c.entry]);
  const names = executorNames(plan);
  const named = [object.name, ...object.owners.map((o) => o.name)].some((name) => names.includes(name));
  return {
    strong: once([...own, ...owning, ...labels.strong, ...inside.flatMap((c) => c.name), ...programs]),
    weak: once([
      ...signed('namespace', find.in(object.namespace)),
      ...labels.weak,
      ...inside.flatMap((c) => c.weak),
    ]),
    beyondDoubt: named && programs.length > 0,
  };
}

interface Find {
  plan: Plan;
  in: (text: string) => string[];
}

const once = (signs: readonly string[]): string[] => [...new Set(signs)];

const signed = (place: string, names: readonly string[]): string[] => names.map((name) => `${place}=${name}`);

function labelSigns(find: Find, { labels, annotations }: Candidate): { strong: string[]; weak: string[] } {
  const [strong, weak]: [string[], string[]] = [[], []];
  for (const [key, value] of labels.flatMap(Object.entries)) {
    if (CONTROLLERS_OWN.test(key)) continue;
    const naming = NAMING_LABELS.includes(key.split('/').at(-1) ?? '');
    (naming ? strong : weak).push(...signed(`label ${key}`, find.in(value)));
    weak.push(...signed(`label ${key}`, find.in(key)));
  }
  for (const [key, value] of annotations.flatMap(Object.entries)) {
    const said = find.in(value).length === 0 ? [] : find.in(withoutAddresses(value));
    weak.push(...signed(`annotation ${key}`, [...find.in(key), ...said]));
  }
  return { strong, weak };
}

function containerSigns(find: Find, container: ContainerSpec) {
  const phrases = executorPhrases(find.plan);
  const lines = [
    { command: container.command, args: container.args },
    ...(container.hooks ?? []).map((command) => ({ command, args: [] })),
  ];
  const speaks = lines.filter(({ command, args }) =>
    [...command, ...args].some((word) => phrases.module.hint?.test(withoutQuotes(word))),
  );
  const started = speaks.map(({ command, args }) => commandLineOf(command, args));
  const entry = started.flatMap((line) => line.entry);
  return {
    name: signed('container', find.in(container.name)),
    image: signed('image', namesIn(imagePath(container.image), phrases.image)),
    entry: signed(
      'program',
      entry.flatMap((word) => namesIn(word, phrases.module)),
    ),
    weak: [
      // A registry's host or a tag may name it too.
      ...signed('image', namesIn(container.image, phrases.image)),
      ...(container.traces ?? []),
      ...started.flatMap((line) => argumentSigns(find.plan, line.later)),
      ...container.environment.flatMap((entry) => variableSigns(find, entry)),
      ...sourceSigns(find, container),
      ...unreadPrograms(lines, container).map((name) => `program out of=${name}`),
    ],
  };
}

/** A variable where a program or a module stands: in front, behind a shell's `-c`, `exec` and `-m`, and between commands. */
const STARTED = /(?:^|(?:^|\s)-\w?c\s|[;&|]|\bexec\s|\s-m\s)\s*["']?\$[({]?([A-Za-z_]\w*)/g;
const OPTIONS = /(OPT|OPTS|OPTIONS|ARGS|FLAGS|PARAMS)$/i;

/** The variables of a ConfigMap or Secret that say what is started: nothing of that is read, so it may be anything. */
function unreadPrograms(
  lines: readonly { command: readonly string[]; args: readonly string[] }[],
  { environment, environmentFrom }: ContainerSpec,
): string[] {
  const isUnread = (name: string): boolean => {
    const origin = environment.findLast((entry) => entry.name === name)?.origin;
    return origin === undefined ? environmentFrom.length > 0 : origin === 'config-map' || origin === 'secret';
  };
  return lines
    .map(({ command, args }) => [...command, ...args].join(' '))
    .filter((line) => line.includes('$'))
    .flatMap((line) => [...line.matchAll(STARTED)].flatMap(([, name = '']) => name))
    .filter((name) => !OPTIONS.test(name) && isUnread(name));
}

/** Arguments, addresses left out: `--execution-agent-url …` is a client's. */
function argumentSigns(plan: Plan, later: readonly string[]): string[] {
  return later.flatMap((word, i) => {
    const names = namesIn(withoutAddresses(word), executorPhrases(plan).module);
    const option = word.startsWith('-') ? word : (later[i - 1] ?? '');
    const variable = option.startsWith('-') ? optionName(option) : '';
    return isKnownVariable(plan, variable) ? [] : signed('argument', names);
  });
}

/** `--execution-agent-url=…` → `_EXECUTION_AGENT_URL`. */
function optionName(option: string): string {
  return (option.split('=')[0] ?? '').toUpperCase().replace(/^-+/, '_').replaceAll('-', '_');
}

function variableSigns(find: Find, entry: ContainerSpec['environment'][number]): string[] {
  const from = [entry.ref?.configMap ?? '', entry.secret ?? ''];
  const names = [...find.in(entry.name), ...(entry.names ?? []), ...from.flatMap(find.in)];
  if (names.length === 0 || isKnownVariable(find.plan, entry.name)) return [];
  return signed(`env ${entry.name}`, names);
}

/** The names of ConfigMaps and Secrets that it takes, and of folders that it mounts. */
function sourceSigns(find: Find, { environmentFrom, mounts }: ContainerSpec): string[] {
  return [
    ...environmentFrom.flatMap((source) => signed('envFrom', find.in(source.name))),
    ...mounts.flatMap((m) =>
      signed('mount', [m.path, m.configMap ?? '', m.secret ?? '', m.subPath ?? ''].flatMap(find.in)),
    ),
  ];
}

/** The repositories of all images of an object, of its volumes too. */
export function repositoriesOf(containers: readonly ContainerSpec[]): string[] {
  return once(
    containers.flatMap(({ image, volumeImages = [] }) => [image, ...volumeImages].map(repositoryOf)),
  );
}
