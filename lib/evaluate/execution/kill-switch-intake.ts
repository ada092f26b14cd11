/** How a container takes a kill switch: by which variable or file, and the source behind it. */

import { readHaltValue } from '../../contracts/kill-switch.ts';
import { visibleText } from '../../contracts/unreadable.ts';
import type { ContainerSpec, EnvironmentEntry } from '../../facts/fact.ts';
import { say } from '../../messages/say.ts';
import type { HaltSwitch } from '../../plan/schema.ts';
import type { Message } from '../../status/message.ts';
import { configOf, type World } from '../base/input.ts';
import { fileBehind, pathOfKey } from './kill-switch-file.ts';

/**
 * The source behind a container's switch. `switch`: a switch of the plan. `copy`: a map of the same name and key in
 * another namespace. `halted`, `allowed`: a value written into the spec, which follows nothing. `unseen`: something
 * that is not read, such as a Secret. `nothing`: no value is there.
 */
export type Taken = 'switch' | 'copy' | 'halted' | 'allowed' | 'unseen' | 'nothing';

export type Source = Pick<HaltSwitch, 'configMap' | 'key'>;

/** One way in which one container takes one of the plan's kill switches. */
export interface Intake {
  halt: HaltSwitch;
  via: 'env' | 'file' | 'document';
  takes: Taken;
  /** The key of the map that it comes from, in the pod's own namespace; left out where it comes from none. */
  source?: Source;
  /** Taken once at the start (a variable, or a file by `subPath`): later changes do not reach the process. */
  frozen: boolean;
  /** e.g. `STOP_FILE=/etc/brake/STOP: no volume is mounted there`. */
  why: Message;
}

/** Every way in which a container takes a kill switch, by the plan's variables and paths; empty: it reads none. */
export function intakesOf(world: World, namespace: string, container: ContainerSpec): Intake[] {
  const at: Place = { world, namespace, container };
  return world.plan.safety.haltSwitches.flatMap((halt) =>
    halt.readAs === undefined
      ? mountedAnywhere(at, halt)
      : [
          ...byVariable(at, halt, halt.readAs.env),
          ...byFile(at, halt, halt.readAs),
          ...byOlderNames(at, halt, halt.readAs),
        ],
  );
}

/** True if only switches of the plan, or a value that halts, reach the container, and at least one switch does. */
export function takesSwitch(intakes: readonly Intake[]): boolean {
  return (
    intakes.some((i) => i.takes === 'switch') &&
    intakes.every((i) => i.takes === 'switch' || i.takes === 'halted')
  );
}

type ReadAs = NonNullable<HaltSwitch['readAs']>;

interface Place {
  world: World;
  namespace: string;
  container: ContainerSpec;
}

function byVariable(at: Place, halt: HaltSwitch, name?: string): Intake[] {
  if (name === undefined) return [];
  const entry = variableOf(at, name);
  if (entry !== undefined) return [variableIntake(at, halt, entry)];
  // A whole map may set the variable; nothing is known of maps that the plan does not name.
  const whole = at.container.environmentFrom.find(
    (f) => f.kind === 'config-map' && f.name === halt.configMap,
  );
  if (whole === undefined) return [];
  const why = say('intake-of-whole-map', { by: name, configMap: whole.name });
  return [{ halt, via: 'env', takes: 'unseen', frozen: true, why }];
}

function variableOf({ container }: Place, name: string | undefined): EnvironmentEntry | undefined {
  return container.environment.findLast((e) => e.name === name);
}

function variableIntake(at: Place, halt: HaltSwitch, entry: EnvironmentEntry): Intake {
  const { name, ref, origin, value } = entry;
  const taken = { halt, via: 'env', frozen: true } as const;
  if (ref !== null) {
    const { takes, why } = behindKey(at, ref, 'env');
    return { ...taken, takes, source: ref, why: say('intake-of-key', { by: name, what: why }) };
  }
  if (origin === 'literal' && value !== null) return { ...taken, ...literalTaken(name, value) };
  const why =
    origin === 'secret' ? say('intake-of-secret', { by: name }) : say('intake-unread', { by: name });
  return { ...taken, takes: 'unseen', why };
}

function literalTaken(by: string, literal: string): Pick<Intake, 'takes' | 'why'> {
  const shown = { by, value: visibleText(literal) };
  const read = readHaltValue(literal, ['variable']);
  switch (read) {
    case 'differ':
      return { takes: 'unseen', why: say('intake-of-differing-literal', shown) };
    case 'unknown':
      return { takes: 'nothing', why: say('intake-of-odd-literal', shown) };
    default:
      return { takes: read, why: say('intake-of-literal', { by, value: literal.trim() }) };
  }
}

/** Names that programs read besides the present ones, and a document of a database. */
function byOlderNames(at: Place, halt: HaltSwitch, readAs: ReadAs): Intake[] {
  const { olderEnv = [], olderFileEnv = [], documentEnv } = readAs;
  const variables = olderEnv.flatMap((name) => variableOf(at, name) ?? []);
  const files = olderFileEnv.flatMap((name) => variableOf(at, name) ?? []);
  const document = variableOf(at, documentEnv);
  const named = document !== undefined && (document.filled || document.origin !== 'literal');
  return [
    ...variables.map((entry) => variableIntake(at, halt, entry)),
    ...files.map((entry) => namedFile(at, halt, entry)),
    ...(named
      ? [
          {
            halt,
            via: 'document',
            takes: 'unseen',
            frozen: false,
            why: say('intake-of-document', { by: document.name }),
          } as const,
        ]
      : []),
  ];
}

/** By the file that a variable names, else by the path at which the plan expects it, if a switch is mounted there. */
function byFile(at: Place, halt: HaltSwitch, readAs: ReadAs): Intake[] {
  const entry = variableOf(at, readAs.fileEnv);
  if (entry !== undefined) return [namedFile(at, halt, entry)];
  if (readAs.file === undefined) return [];
  const expected = fileIntake(at, halt, readAs.file, readAs.file);
  const { takes, source } = expected;
  const binary = takes === 'unseen' && source !== undefined && isSwitch(at.world, source);
  return takes === 'switch' || takes === 'copy' || binary ? [expected] : [];
}

function namedFile(at: Place, halt: HaltSwitch, { name, origin, value }: EnvironmentEntry): Intake {
  if (origin === 'literal' && value !== null)
    return fileIntake(at, halt, value, `${name}=${value.slice(0, 120)}`);
  return { halt, via: 'file', takes: 'unseen', frozen: false, why: say('intake-unread', { by: name }) };
}

function fileIntake(at: Place, halt: HaltSwitch, path: string, named: string): Intake {
  const behind = fileBehind(at.container, path);
  if (behind.found !== 'key') {
    const why = say('intake-of-file', { by: named, what: behind.why });
    return { halt, via: 'file', takes: behind.found, frozen: false, why };
  }
  const { takes, why } = behindKey(at, behind, 'file');
  const told = say('intake-of-key', { by: named, what: why });
  const source = { configMap: behind.configMap, key: behind.key };
  return { halt, via: 'file', takes, source, frozen: behind.frozen, why: told };
}

/** A switch without readers in the plan: its map, mounted anywhere, with its key. */
function mountedAnywhere({ world, namespace, container }: Place, halt: HaltSwitch): Intake[] {
  return container.mounts.flatMap((mount): Intake[] => {
    const path = pathOfKey(mount, halt.configMap, halt.key);
    return path === null ? [] : [fileIntake({ world, namespace, container }, halt, path, path)];
  });
}

function isSwitch(world: World, { configMap, key }: Source): boolean {
  return world.plan.safety.haltSwitches.some((s) => s.configMap === configMap && s.key === key);
}

/**
 * The meaning in the plan of a ConfigMap's key in a pod's namespace. A file has the bytes of `binaryData` too; a variable
 * takes nothing from there.
 */
function behindKey(
  { world, namespace }: Place,
  { configMap, key }: Source,
  via: 'env' | 'file',
): { takes: Taken; why: Message } {
  if (!isSwitch(world, { configMap, key }))
    return { takes: 'unseen', why: say('intake-key-unnamed', { configMap, key }) };
  const ours = world.plan.safety.haltSwitches.filter((s) => s.namespace === namespace);
  if (!ours.some((s) => s.configMap === configMap && s.key === key))
    return { takes: 'copy', why: say('intake-key-copied', { configMap }) };
  const held = configOf(world, namespace, configMap);
  if (via === 'file' && held?.binaryKeys.includes(key))
    return { takes: 'unseen', why: say('intake-key-binary', { configMap }) };
  const missing = held === null || (held !== undefined && held.data[key] === undefined);
  return missing
    ? { takes: 'nothing', why: say('intake-key-missing', { configMap }) }
    : { takes: 'switch', why: say('intake-key', { configMap }) };
}
