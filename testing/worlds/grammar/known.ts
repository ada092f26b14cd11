/** Settings and sources of which the plan says what they are, and others of their kind. */

import { HOME, OUTSIDE } from '../plan.ts';
import type { Choices } from '../random.ts';
import type { Claim, Draw, Drawn, Entry, Raw } from './draw.ts';
import { KINDS } from './kinds.ts';
import { neutralName } from './names.ts';
import { podOf, workloadOf } from './objects.ts';
import { inMain, neutralTemplate } from './template.ts';

interface Known extends Entry {
  claim: Claim;
  main: Raw & { env?: Raw[] };
  /** Its own name, where the plan knows it by that. */
  name?: string;
  outside?: true;
  /** Beside a broker's credentials, with a mode that is off. */
  broker?: true;
  /** An executor at zero, instead of a pod of nobody. */
  atZero?: true;
  counted?: Drawn['counted'];
  tells?: string;
  labels?: Record<string, string>;
  namespace?: string;
  /** Another proof may speak of it. */
  told?: true;
}

export const variable = (name: string, value: string): Raw => ({ name, value });
const fromKey = (name: string, kind: 'secretKeyRef' | 'configMapKeyRef', source: string): Raw => ({
  name,
  valueFrom: { [kind]: { name: source, key: 'k' } },
});
const whole = (ref: 'secretRef' | 'configMapRef', name: string): Raw => ({ envFrom: [{ [ref]: { name } }] });

export const SAFE = [variable('MODE', 'OFF'), variable('SIDE_DOOR', 'shut')];

export const KNOWN: Choices<Known> = [
  { id: 'known setting', claim: 'innocent', main: { env: [variable('ALLOW_LIVE_TRADES', 'true')] } },
  { id: 'known in other letters', claim: 'innocent', main: { args: ['serve', '--allow-live-trades=true'] } },
  {
    id: 'setting like it',
    tells: 'ALLOW_LIVE_ORDERS=true in container main',
    claim: 'doubt-setting',
    main: { env: [variable('ALLOW_LIVE_ORDERS', 'true')] },
  },
  {
    id: 'known flag',
    claim: 'innocent',
    name: 'router',
    main: { args: ['serve', '--allow-order-routing=1'] },
  },
  {
    id: 'known flag elsewhere',
    claim: 'doubt-setting',
    main: { args: ['serve', '--allow-order-routing=1'] },
  },
  { id: 'known secret', claim: 'innocent', broker: true, main: whole('secretRef', 'reports-db') },
  { id: 'known map', claim: 'innocent', broker: true, main: whole('configMapRef', 'tuning') },
  { id: 'unknown secret', claim: 'doubt-setting', main: whole('secretRef', 'other') },
  {
    id: 'map of a known name',
    claim: 'doubt-setting',
    broker: true,
    main: whole('configMapRef', 'reports-db'),
  },
  { id: 'unknown map', claim: 'innocent', main: whole('configMapRef', 'other'), counted: 'sourcesNotRead' },
  {
    id: 'unknown secret outside',
    claim: 'innocent',
    outside: true,
    main: whole('secretRef', 'other'),
    counted: 'sourcesNotRead',
  },
  {
    id: 'unknown map beside credentials',
    claim: 'doubt-setting',
    broker: true,
    main: whole('configMapRef', 'other'),
  },
  {
    id: 'known secret elsewhere',
    claim: 'doubt-setting',
    broker: true,
    outside: true,
    main: whole('secretRef', 'reports-db'),
  },
  {
    id: 'key of a known secret',
    claim: 'innocent',
    main: { env: [fromKey('LIVE_TRADING', 'secretKeyRef', 'reports-db')] },
  },
  {
    id: 'key of a known map',
    claim: 'innocent',
    main: { env: [fromKey('LIVE_TRADING', 'configMapKeyRef', 'tuning')] },
  },
  {
    id: 'key of a secret',
    tells: 'LIVE_TRADING from Secret other in container main',
    claim: 'doubt-setting',
    main: { env: [fromKey('LIVE_TRADING', 'secretKeyRef', 'other')] },
  },
  {
    id: 'key of a map',
    tells: 'LIVE_TRADING from ConfigMap other in container main',
    claim: 'doubt-setting',
    main: { env: [fromKey('LIVE_TRADING', 'configMapKeyRef', 'other')] },
  },
  { id: 'switch in a variable', claim: 'innocent', told: true, main: { env: [variable('HALTED', '0')] } },
  { id: 'file of a switch', claim: 'innocent', told: true, main: { env: [variable('HALTED_FILE', '/x')] } },
  {
    id: 'gate of the mesh',
    tells: 'LOCAL_LOCK=on in container main',
    claim: 'live',
    main: { env: [variable('LOCAL_LOCK', 'on')] },
  },
  {
    id: 'gate of the mesh outside',
    claim: 'innocent',
    outside: true,
    main: { env: [variable('LOCAL_LOCK', 'on')] },
  },
  { id: 'safe gate', claim: 'innocent', main: { env: [variable('UNLOCK', 'off')] } },
  {
    id: 'gate that must be set',
    claim: 'doubt-setting',
    broker: true,
    main: { env: [variable('SIDE_DOOR', '')] },
  },
  { id: 'token without a value', claim: 'innocent', main: { env: [variable('PASS', '')] } },
  {
    id: 'token of a secret',
    claim: 'doubt-setting',
    main: { env: [fromKey('PASS', 'secretKeyRef', 'other')] },
  },
  {
    id: 'address of a broker',
    claim: 'doubt-setting',
    main: { env: [variable('UPSTREAM', 'https://live.broker.example/v2')] },
  },
  {
    id: 'address as an argument',
    tells: 'address=https://live.broker.example in container main',
    claim: 'doubt-setting',
    main: { args: ['serve', 'https://live.broker.example'] },
  },
  {
    id: 'address elsewhere',
    claim: 'innocent',
    outside: true,
    main: { env: [variable('UPSTREAM', 'https://live.broker.example')] },
    counted: 'elsewhere',
  },
  {
    id: 'setting elsewhere',
    claim: 'innocent',
    outside: true,
    main: { env: [variable('LIVE_TRADING', 'true')] },
    counted: 'elsewhere',
  },
  { id: 'mode of nobody', claim: 'doubt-setting', broker: true, main: { env: [variable('MODE', '')] } },
  { id: 'gate of an executor', claim: 'innocent', main: { env: [variable('CRANE_UNLOCK', 'off')] } },
  {
    id: 'project of an executor',
    claim: 'innocent',
    main: { env: [variable('CRANE_PARENT', 'projects/p/locations/l')] },
  },
  { id: 'address of an agent', claim: 'innocent', main: { env: [variable('CRANE_GATE_OF', '1')] } },
  {
    id: 'file of an executor’s switch',
    claim: 'innocent',
    told: true,
    main: { env: [variable('CRANE_STOP_FILE', '/x')] },
  },
  { id: 'flag of an address', claim: 'innocent', main: { args: ['serve', '--crane-url', 'x'] } },
  {
    id: 'options of a map',
    claim: 'innocent',
    main: { command: ['sh', '-c', '$JAVA_OPTS'], env: [fromKey('JAVA_OPTS', 'configMapKeyRef', 'm')] },
  },
  {
    id: 'program in clear',
    claim: 'innocent',
    main: {
      command: ['sh', '-c', '$APP'],
      env: [fromKey('APP', 'configMapKeyRef', 'm'), variable('APP', 'serve')],
      envFrom: [{ configMapRef: { name: 'm' } }],
    },
    counted: 'sourcesNotRead',
  },
  {
    id: 'label of a Job',
    claim: 'innocent',
    outside: true,
    broker: true,
    labels: { 'job-name': 'crane' },
    main: {},
  },
  { id: 'namespace of that name', claim: 'doubt', broker: true, namespace: 'crane-tools', main: {} },
  {
    id: 'map outside beside credentials',
    claim: 'doubt-setting',
    broker: true,
    outside: true,
    main: { env: [variable('MODE', 'OFF'), fromKey('LIVE_TRADING', 'configMapKeyRef', 'm')] },
  },
  {
    id: 'mode outside',
    claim: 'innocent',
    outside: true,
    main: { env: [variable('MODE', 'BRISK')] },
    told: true,
  },
  {
    id: 'mode of a whole map outside',
    claim: 'innocent',
    outside: true,
    main: { envFrom: [{ configMapRef: { name: 'm' } }] },
    counted: 'sourcesNotRead',
  },
  { id: 'mode in quotes', claim: 'doubt-setting', broker: true, main: { env: [variable('MODE', '"OFF"')] } },
  { id: 'live mode of no list', claim: 'doubt-setting', main: { env: [variable('MODE', 'LIVE_TRADING')] } },
  {
    id: 'live mode of no list outside',
    claim: 'innocent',
    outside: true,
    told: true,
    main: { env: [variable('MODE', 'LIVE_TRADING')] },
  },
  {
    id: 'filled in later',
    tells: 'PASS from Secret m in container main',
    claim: 'doubt-setting',
    main: { env: [variable('PASS', 'x'), fromKey('PASS', 'secretKeyRef', 'm')] },
  },
  { id: 'gate in quotes', claim: 'doubt-setting', main: { env: [variable('LEVEL', '"low"')] } },
  {
    id: 'hook with a setting',
    claim: 'doubt-setting',
    main: { lifecycle: { postStart: { exec: { command: ['sh', '-c', 'LIVE_TRADING=true ./serve'] } } } },
  },
  {
    id: 'hook with a flag',
    claim: 'doubt-setting',
    main: { lifecycle: { postStart: { exec: { command: ['serve', '--live-trading=true'] } } } },
  },
  {
    id: 'hook with an address',
    claim: 'doubt-setting',
    main: { lifecycle: { postStart: { exec: { command: ['serve', 'https://live.broker.example'] } } } },
  },
  {
    id: 'hook with a document',
    claim: 'doubt-setting',
    main: { lifecycle: { postStart: { exec: { command: ['serve', '{"LIVE_TRADING": "true"}'] } } } },
  },
  {
    id: 'document as an argument',
    claim: 'doubt-setting',
    main: { args: ['serve', '{"LIVE_TRADING": "true"}'] },
  },
  { id: 'gate outside', claim: 'live', outside: true, main: { env: [variable('UNLOCK', 'on')] } },
  {
    id: 'at zero beside credentials',
    claim: 'innocent',
    atZero: true,
    name: 'sleeper',
    main: { env: [variable('BROKER_KEY', 'x'), variable('SIDE_DOOR', 'shut')] },
  },
  { id: 'bypass at zero', claim: 'open', atZero: true, main: { env: [variable('NO_GATE', '1')] } },
  { id: 'executor at zero', claim: 'innocent', atZero: true, main: {} },
  {
    id: 'executor at zero, hidden mode',
    claim: 'doubt-setting',
    atZero: true,
    main: { env: [fromKey('MODE', 'configMapKeyRef', 'other')] },
  },
  {
    id: 'executor at zero, odd mode',
    claim: 'doubt-setting',
    atZero: true,
    main: { env: [variable('MODE', 'BRISK')] },
  },
  { id: 'executor at zero, secret', claim: 'doubt-setting', atZero: true, main: whole('secretRef', 'other') },
  {
    id: 'executor at zero, rehearsal off',
    claim: 'live',
    atZero: true,
    outside: true,
    main: { env: [variable('DRY', '0')] },
  },
];

/** Something of which the plan says what it is, or that merely looks like that. */
export function drawKnown(draw: Draw): Drawn {
  const known = draw.take('known', KNOWN);
  const { claim, main, broker, outside, atZero, counted } = known;
  const namespace = known.namespace ?? (outside ? OUTSIDE : HOME);
  const name = known.name ?? (atZero ? 'winch' : neutralName(draw));
  const env = [...(broker ? [variable(draw.words.brokerVariable, 'x'), ...SAFE] : []), ...(main.env ?? [])];
  const merged = env.filter(({ name: own }, i) => !env.slice(i + 1).some((later) => later.name === own));
  const neutral = neutralTemplate(draw);
  const labels = { ...neutral.labels, ...known.labels };
  const template = inMain({ ...neutral, labels }, { ...main, ...(merged.length > 0 && { env: merged }) });
  const [deployment] = KINDS;
  return {
    objects: atZero
      ? workloadOf(deployment, { name, namespace }, template, 'zero')
      : [podOf({ name, namespace }, template)],
    cloudRun: [],
    sign: known.id,
    place: known.id,
    claim,
    ...(counted && { counted }),
    ...(known.tells !== undefined && { tells: known.tells }),
    polls: ['poll/Pod'],
    names: [name],
    mayBeTold: atZero === true || known.told === true,
    taken: draw.taken,
  };
}
