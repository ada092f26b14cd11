/** Layer 1 of the kill switch: the values in its ConfigMaps, and if they agree. */

import { readHaltValue } from '../../contracts/kill-switch.ts';
import { PROOF_RULES } from '../../messages/proof-texts.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import type { HaltSwitch } from '../../plan/schema.ts';
import type { Message } from '../../status/message.ts';
import type { ProofStatus } from '../../status/proof-status.ts';
import { jointSight, neverTried, type Sight, subjectSight } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import { configOf, type World } from '../base/input.ts';
import { objectPath } from './objects.ts';
import { named, proofOf, type Shown, shown, weigh } from './proof.ts';

export type HaltReading = 'halted' | 'allowed' | 'unknown';

export interface SwitchReading {
  plan: HaltSwitch;
  reading: HaltReading;
  /** The result of its read. `not-read`: its ConfigMap was never published. */
  code: 'not-read' | 'map-missing' | 'key-missing' | 'odd-value' | 'value';
  /** The same as text. */
  seen: Message;
  sight: Sight;
  /** Its own first read has neither succeeded nor failed; the watch may have published it already. */
  awaited: boolean;
}

/** One switch as its ConfigMap has it. A missing map or key, or a value that is neither, is unknown. */
export function readSwitch(world: World, plan: HaltSwitch): SwitchReading {
  const config = configOf(world, plan.namespace, plan.configMap);
  const sight = sightOfSwitch(world, plan);
  const awaited = neverTried(world, sightSubject(plan));
  return { plan, sight, awaited, ...contentOf(plan, config) };
}

function contentOf(
  { configMap, key }: HaltSwitch,
  config: ReturnType<typeof configOf>,
): Pick<SwitchReading, 'reading' | 'code' | 'seen'> {
  if (config === undefined) return { reading: 'unknown', code: 'not-read', seen: say('switch-not-read') };
  if (config === null)
    return { reading: 'unknown', code: 'map-missing', seen: say('switch-map-missing', { configMap }) };
  const value = config.data[key];
  if (value === undefined)
    return { reading: 'unknown', code: 'key-missing', seen: say('switch-key-missing', { key }) };
  const reading = readHaltValue(value);
  return reading === 'unknown'
    ? { reading, code: 'odd-value', seen: say('switch-odd-value', { value: value.slice(0, 40) }) }
    : { reading, code: 'value', seen: say('switch-value', { key, value: value.trim() }) };
}

/** Availability of all ConfigMaps that hold a switch. */
export function switchSight(world: World): Sight {
  return jointSight(world.plan.safety.haltSwitches.map((s) => sightOfSwitch(world, s)));
}

function sightOfSwitch(world: World, plan: HaltSwitch): Sight {
  return subjectSight(world, sightSubject(plan));
}

function sightSubject({ namespace, configMap }: HaltSwitch): string {
  return `sweep/ConfigMap/${namespace}/${configMap}`;
}

/**
 * Proof 3. `reading`: the state of all switches together; unknown while one of them is. `disagree` is separate, since
 * two sources that contradict each other are worse than a missing one.
 */
export function proveHalted(world: World): ProofStatus & { disagree: boolean; reading: HaltReading } {
  const switches = world.plan.safety.haltSwitches.map((s) => readSwitch(world, s));
  const of = (reading: HaltReading) => switches.filter((s) => s.reading === reading);
  const [allowed, unclear] = [of('allowed'), of('unknown')];
  const disagree = allowed.length > 0 && of('halted').length > 0;
  const sight = switchSight(world);
  const proof = proofOf(world, 'halt-switches', {
    shows: haltShown({ allowed, unclear, disagree, sight, all: switches }),
    at: sight.at,
    evidence: switches.map((s) =>
      evidence(
        s.plan.key,
        text(s.seen),
        objectPath({ kind: 'ConfigMap', name: s.plan.configMap, namespace: s.plan.namespace }),
        s.sight.at,
        PROOF_RULES['halt-switches'],
      ),
    ),
  });
  const reading = allowed.length > 0 ? 'allowed' : unclear.length > 0 ? 'unknown' : 'halted';
  return { ...proof, disagree, reading };
}

interface HaltCase {
  allowed: SwitchReading[];
  unclear: SwitchReading[];
  disagree: boolean;
  sight: Sight;
  all: SwitchReading[];
}

function haltShown({ allowed, unclear, disagree, sight, all }: HaltCase): Shown {
  const seen = seenOf(all);
  if (disagree) return shown('switches-disagree', { seen });
  if (allowed.length > 0) return shown('switches-allow', { seen });
  if (unclear.length > 0) return shown('switches-unclear', { seen: seenOf(unclear) });
  return weigh(null, sight, shown('switches-halted', { count: all.length, seen }));
}

function seenOf(switches: readonly SwitchReading[]): Message {
  return named(switches.map((s) => s.seen));
}
