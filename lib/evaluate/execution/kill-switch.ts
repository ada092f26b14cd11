/** Layer 1 of the kill switch: the values in its ConfigMaps, and if they agree. */

import { readHaltValue } from '../../contracts/kill-switch.ts';
import { visibleText } from '../../contracts/unreadable.ts';
import { textOn } from '../../messages/dated.ts';
import { PROOF_RULES } from '../../messages/proof-texts.ts';
import { say } from '../../messages/say.ts';
import type { HaltSwitch } from '../../plan/schema.ts';
import type { Message } from '../../status/message.ts';
import {
  type Availability,
  jointAvailability,
  neverTried,
  subjectAvailability,
} from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import { configOf, type World } from '../base/input.ts';
import { objectPath } from './objects.ts';
import { named, type Proof, proofOf, type Shown, shown, weigh } from './proof.ts';

export type HaltState = 'halted' | 'allowed' | 'unknown';

export interface SwitchResult {
  plan: HaltSwitch;
  result: HaltState;
  /** The result of its read. `not-read`: its ConfigMap was never published. */
  code: 'not-read' | 'map-missing' | 'key-missing' | 'binary' | 'readers-differ' | 'odd-value' | 'value';
  /** The same as text. */
  seen: Message;
  availability: Availability;
  /** Its own first read has neither succeeded nor failed; the watch may have published it already. */
  awaited: boolean;
}

/** One switch as its ConfigMap has it. A missing map or key, or a value that is neither, is unknown. */
export function readSwitch(world: World, plan: HaltSwitch): SwitchResult {
  const config = configOf(world, plan.namespace, plan.configMap);
  const availability = availabilityOfSwitch(world, plan);
  const awaited = neverTried(world, sourceSubject(plan));
  return { plan, availability, awaited, ...contentOf(plan, config) };
}

function contentOf(
  { configMap, key }: HaltSwitch,
  config: ReturnType<typeof configOf>,
): Pick<SwitchResult, 'result' | 'code' | 'seen'> {
  if (config === undefined) return { result: 'unknown', code: 'not-read', seen: say('switch-not-read') };
  if (config === null)
    return { result: 'unknown', code: 'map-missing', seen: say('switch-map-missing', { configMap }) };
  const value = config.data[key];
  if (value !== undefined) return seenAs(key, value);
  return config.binaryKeys.includes(key)
    ? { result: 'unknown', code: 'binary', seen: say('switch-binary', { key }) }
    : { result: 'unknown', code: 'key-missing', seen: say('switch-key-missing', { key }) };
}

function seenAs(key: string, raw: string): Pick<SwitchResult, 'result' | 'code' | 'seen'> {
  const read = readHaltValue(raw);
  const value = visibleText(raw);
  switch (read) {
    case 'differ':
      return {
        result: 'unknown',
        code: 'readers-differ',
        seen: say('switch-readers-differ', { key, value }),
      };
    case 'unknown':
      return { result: read, code: 'odd-value', seen: say('switch-odd-value', { value }) };
    default:
      return { result: read, code: 'value', seen: say('switch-value', { key, value: raw.trim() }) };
  }
}

/** Availability of all ConfigMaps that hold a switch. */
export function switchAvailability(world: World): Availability {
  return jointAvailability(world.plan.safety.haltSwitches.map((s) => availabilityOfSwitch(world, s)));
}

function availabilityOfSwitch(world: World, plan: HaltSwitch): Availability {
  return subjectAvailability(world, sourceSubject(plan));
}

function sourceSubject({ namespace, configMap }: HaltSwitch): string {
  return `poll/ConfigMap/${namespace}/${configMap}`;
}

/**
 * Proof 3. `result`: the state of all switches together; unknown while one of them is. `disagree` is separate, since
 * two sources that contradict each other are worse than a missing one.
 */
export function proveHalted(world: World): Proof & { disagree: boolean; result: HaltState } {
  const switches = world.plan.safety.haltSwitches.map((s) => readSwitch(world, s));
  const of = (result: HaltState) => switches.filter((s) => s.result === result);
  const [allowed, unclear] = [of('allowed'), of('unknown')];
  const disagree = allowed.length > 0 && of('halted').length > 0;
  const availability = switchAvailability(world);
  const proof = proofOf(world, 'halt-switches', {
    shows: haltShown({ allowed, unclear, disagree, availability, all: switches }),
    at: availability.at,
    evidence: switches.map((s) =>
      evidence(
        s.plan.key,
        textOn(s.seen, world.now),
        objectPath({ kind: 'ConfigMap', name: s.plan.configMap, namespace: s.plan.namespace }),
        s.availability.at,
        PROOF_RULES['halt-switches'],
      ),
    ),
  });
  const result = allowed.length > 0 ? 'allowed' : unclear.length > 0 ? 'unknown' : 'halted';
  return { ...proof, disagree, result };
}

interface HaltCase {
  allowed: SwitchResult[];
  unclear: SwitchResult[];
  disagree: boolean;
  availability: Availability;
  all: SwitchResult[];
}

function haltShown({ allowed, unclear, disagree, availability, all }: HaltCase): Shown {
  const seen = seenOf(all);
  if (disagree) return shown('switches-disagree', { seen });
  if (allowed.length > 0) return shown('switches-allow', { seen });
  if (unclear.length > 0) return shown('switches-unclear', { seen: seenOf(unclear) });
  return weigh(null, availability, shown('switches-halted', { count: all.length, seen }));
}

function seenOf(switches: readonly SwitchResult[]): Message {
  return named(switches.map((s) => s.seen));
}
