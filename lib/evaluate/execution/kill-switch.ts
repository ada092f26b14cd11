/** Layer 1 of the kill switch: what its ConfigMaps say, and whether they agree. */

import { readHaltValue } from '../../contracts/kill-switch.ts';
import { listed } from '../../messages/lists.ts';
import type { HaltSwitch } from '../../plan/schema.ts';
import type { Verdict } from '../../vocabulary.ts';
import { jointSight, neverTried, type Sight, subjectSight } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import { configOf, type World } from '../base/input.ts';
import { type JudgedProof, weigh } from './executors.ts';

const RULE = 'Every halt switch is confirmed halted (plan, Safety invariants: kill switch respected)';

/** What is said of a switch of which nothing has been heard. */
export const NOT_READ = 'not read yet';

export type HaltReading = 'halted' | 'allowed' | 'unknown';

export interface SwitchReading {
  plan: HaltSwitch;
  reading: HaltReading;
  /** What the ConfigMap holds, in words. */
  seen: string;
  sight: Sight;
  /** Its own first read has not ended, neither well nor badly; the watch may have told of it all the same. */
  awaited: boolean;
}

/** One switch as its ConfigMap has it. A missing map or key, or a value that is neither, is unknown. */
export function readSwitch(world: World, plan: HaltSwitch): SwitchReading {
  const config = configOf(world, plan.namespace, plan.configMap);
  const sight = sightOfSwitch(world, plan);
  const awaited = neverTried(world, sightSubject(plan));
  const of = (reading: HaltReading, seen: string) => ({ plan, reading, seen, sight, awaited });
  if (config === undefined) return of('unknown', NOT_READ);
  if (config === null) return of('unknown', `ConfigMap ${plan.configMap} is missing`);
  const value = config.data[plan.key];
  const reading = readHaltValue(value);
  return of(reading, seenText(plan, value, reading));
}

function seenText(plan: HaltSwitch, value: string | undefined, reading: HaltReading): string {
  if (value === undefined) return `key ${plan.key} is missing`;
  return reading === 'unknown'
    ? `value “${value.slice(0, 40)}” is neither on nor off`
    : `${plan.key}=${value.trim()}`;
}

/** Sight over all ConfigMaps that hold a switch. */
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
 * Proof 3. `reading`: what all switches together say; unknown while one of them is. `disagree` is told apart, since two
 * sources that contradict each other are worse than one that is silent.
 */
export function proveHalted(world: World): JudgedProof & { disagree: boolean; reading: HaltReading } {
  const switches = world.plan.safety.haltSwitches.map((s) => readSwitch(world, s));
  const of = (reading: HaltReading) => switches.filter((s) => s.reading === reading);
  const [allowed, unclear] = [of('allowed'), of('unknown')];
  const disagree = allowed.length > 0 && of('halted').length > 0;
  const sight = switchSight(world);
  return {
    id: 'halt-switches',
    label: 'Kill switch',
    source: 'Kubernetes API, ConfigMaps',
    limitSeconds: world.plan.safety.proofLimitSeconds,
    observedAt: sight.at,
    disagree,
    reading: allowed.length > 0 ? 'allowed' : unclear.length > 0 ? 'unknown' : 'halted',
    ...haltWords({ allowed, unclear, disagree, sight, all: switches }),
    evidence: switches.map((s) =>
      evidence(s.plan.key, s.seen, `ConfigMap ${s.plan.configMap}, ${s.plan.namespace}`, s.sight.at, RULE),
    ),
  };
}

interface HaltCase {
  allowed: SwitchReading[];
  unclear: SwitchReading[];
  disagree: boolean;
  sight: Sight;
  all: SwitchReading[];
}

function haltWords(c: HaltCase): { verdict: Verdict; value: string; detail: string } {
  const seen = listed(c.all.map((s) => s.seen));
  if (c.disagree) return { verdict: 'bad', value: 'switches disagree', detail: seen };
  if (c.allowed.length > 0) return { verdict: 'bad', value: 'allows execution', detail: seen };
  if (c.unclear.length > 0)
    return { verdict: 'unknown', value: 'unknown', detail: listed(c.unclear.map((s) => s.seen)) };
  const agree = c.all.length === 1 ? seen : `${c.all.length} ConfigMaps agree: ${seen}`;
  return weigh(false, c.sight, 'halted', agree);
}
