/** How a container takes a kill switch: by which variable or file, and the source behind it. */

import { readHaltValue } from '../../contracts/kill-switch.ts';
import type { ContainerSpec } from '../../facts/fact.ts';
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

/** One way in which one container takes one of the plan's kill switches. */
export interface Intake {
  halt: HaltSwitch;
  via: 'env' | 'file';
  takes: Taken;
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
      : [...byVariable(at, halt, halt.readAs.env), ...byFile(at, halt, halt.readAs)],
  );
}

/** True if only switches of the plan, or a value that halts, reach the container, and at least one switch does. */
export function takesSwitch(intakes: readonly Intake[]): boolean {
  return (
    intakes.some((i) => i.takes === 'switch') &&
    intakes.every((i) => i.takes === 'switch' || i.takes === 'halted')
  );
}

interface Place {
  world: World;
  namespace: string;
  container: ContainerSpec;
}

function byVariable({ world, namespace, container }: Place, halt: HaltSwitch, name?: string): Intake[] {
  if (name === undefined) return [];
  const intake = (takes: Taken, why: Message): Intake[] => [{ halt, via: 'env', takes, frozen: true, why }];
  const entry = container.environment.findLast((e) => e.name === name);
  if (entry === undefined) {
    // A whole map may set the variable; nothing is known of maps that the plan does not name.
    const whole = container.environmentFrom.find((f) => f.kind === 'config-map' && f.name === halt.configMap);
    return whole === undefined
      ? []
      : intake('unseen', say('intake-of-whole-map', { by: name, configMap: whole.name }));
  }
  if (entry.ref !== null) {
    const { takes, why } = behindKey(world, namespace, entry.ref.configMap, entry.ref.key);
    return intake(takes, say('intake-of-key', { by: name, what: why }));
  }
  if (entry.origin === 'literal' && entry.value !== null) return intake(...literalTaken(name, entry.value));
  const secret = entry.origin === 'secret';
  return intake(
    'unseen',
    secret ? say('intake-of-secret', { by: name }) : say('intake-unread', { by: name }),
  );
}

function literalTaken(name: string, literal: string): [Taken, Message] {
  const shown = { by: name, value: literal.trim().slice(0, 40) };
  const result = readHaltValue(literal);
  return result === 'unknown'
    ? ['nothing', say('intake-of-odd-literal', shown)]
    : [result, say('intake-of-literal', shown)];
}

/** By the file that a variable names, else by the path at which the plan expects it, if a switch is mounted there. */
function byFile(at: Place, halt: HaltSwitch, readAs: NonNullable<HaltSwitch['readAs']>): Intake[] {
  const entry = at.container.environment.findLast((e) => e.name === readAs.fileEnv);
  if (entry === undefined) {
    if (readAs.file === undefined) return [];
    const expected = fileIntake(at, halt, readAs.file, readAs.file);
    return expected.takes === 'switch' || expected.takes === 'copy' ? [expected] : [];
  }
  if (entry.origin === 'literal' && entry.value !== null)
    return [fileIntake(at, halt, entry.value, `${entry.name}=${entry.value.slice(0, 120)}`)];
  const why = say('intake-unread', { by: entry.name });
  return [{ halt, via: 'file', takes: 'unseen', frozen: false, why }];
}

function fileIntake(
  { world, namespace, container }: Place,
  halt: HaltSwitch,
  path: string,
  named: string,
): Intake {
  const behind = fileBehind(container, path);
  if (behind.found !== 'key') {
    const why = say('intake-of-file', { by: named, what: behind.why });
    return { halt, via: 'file', takes: behind.found, frozen: false, why };
  }
  const { takes, why } = behindKey(world, namespace, behind.configMap, behind.key);
  const told = say('intake-of-key', { by: named, what: why });
  return { halt, via: 'file', takes, frozen: behind.frozen, why: told };
}

/** A switch without readers in the plan: its map, mounted anywhere, with its key. */
function mountedAnywhere({ world, namespace, container }: Place, halt: HaltSwitch): Intake[] {
  return container.mounts.flatMap((mount): Intake[] => {
    const path = pathOfKey(mount, halt.configMap, halt.key);
    return path === null ? [] : [fileIntake({ world, namespace, container }, halt, path, path)];
  });
}

/** The meaning in the plan of a ConfigMap's key in a pod's namespace. */
function behindKey(
  world: World,
  namespace: string,
  configMap: string,
  key: string,
): { takes: Taken; why: Message } {
  const named = world.plan.safety.haltSwitches.filter((s) => s.configMap === configMap && s.key === key);
  if (named.length === 0) return { takes: 'unseen', why: say('intake-key-unnamed', { configMap, key }) };
  if (!named.some((s) => s.namespace === namespace))
    return { takes: 'copy', why: say('intake-key-copied', { configMap }) };
  const held = configOf(world, namespace, configMap);
  const missing = held === null || (held !== undefined && held.data[key] === undefined);
  return missing
    ? { takes: 'nothing', why: say('intake-key-missing', { configMap }) }
    : { takes: 'switch', why: say('intake-key', { configMap }) };
}
