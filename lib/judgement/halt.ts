/** The third proof: every halt switch is confirmed halted, and nobody who runs says otherwise. */
import { readHaltValue } from '../contracts/kill-switch.ts';
import { knownValue, valuesOf } from '../ledger/ledger.ts';
import type { HaltSwitch } from '../plan/schema.ts';
import type { Verdict } from '../vocabulary.ts';
import { evidence, listed } from './evidence.ts';
import { type JudgedProof, weigh } from './executors.ts';
import { jointSight, type Sight, subjectSight } from './sight.ts';
import type { World } from './world.ts';

const RULE = 'Every halt switch is confirmed halted (plan, Safety invariants: kill switch respected)';

export type HaltReading = 'halted' | 'allowed' | 'unknown';

interface SwitchReading {
  plan: HaltSwitch;
  reading: HaltReading;
  /** What the ConfigMap holds, in words. */
  seen: string;
  sight: Sight;
}

/** One switch as its ConfigMap has it. A missing map or key, or a value that is neither, is unknown. */
export function readSwitch(world: World, plan: HaltSwitch): SwitchReading {
  const subject = `ConfigMap/${plan.namespace}/${plan.configMap}`;
  const config = knownValue(world.ledger, 'config', subject);
  const sight = subjectSight(world, `sweep/${subject}`);
  if (config === undefined) return { plan, reading: 'unknown', seen: 'not read yet', sight };
  if (config === null)
    return { plan, reading: 'unknown', seen: `ConfigMap ${plan.configMap} is missing`, sight };
  const value = config.data[plan.key];
  const reading = readHaltValue(value);
  return { plan, reading, seen: seenText(plan, value, reading), sight };
}

function seenText(plan: HaltSwitch, value: string | undefined, reading: HaltReading): string {
  if (value === undefined) return `key ${plan.key} is missing`;
  return reading === 'unknown'
    ? `value “${value.slice(0, 40)}” is neither on nor off`
    : `${plan.key}=${value.trim()}`;
}

/** Proof 3. `disagree` is told apart, since two sources that contradict each other are worse than one that is silent. */
export function proveHalted(world: World): JudgedProof & { disagree: boolean } {
  const switches = world.plan.safety.haltSwitches.map((s) => readSwitch(world, s));
  const dissent = dissenters(world);
  const allowed = switches.filter((s) => s.reading === 'allowed');
  const halted = switches.filter((s) => s.reading === 'halted');
  const unclear = switches.filter((s) => s.reading === 'unknown');
  const sight = jointSight(switches.map((s) => s.sight));
  const contradicted = allowed.length === 0 && unclear.length === 0 && dissent.length > 0;
  const disagree = (allowed.length > 0 && halted.length > 0) || contradicted;
  return {
    id: 'halt-switches',
    label: 'Kill switch',
    source: 'Kubernetes API, ConfigMaps',
    limitSeconds: world.plan.safety.proofLimitSeconds,
    observedAt: sight.at,
    disagree,
    ...haltWords({ allowed, unclear, disagree, dissent, sight, all: switches }),
    evidence: switches.map((s) =>
      evidence(s.plan.key, s.seen, `ConfigMap ${s.plan.configMap}, ${s.plan.namespace}`, s.sight.at, RULE),
    ),
  };
}

interface HaltCase {
  allowed: SwitchReading[];
  unclear: SwitchReading[];
  disagree: boolean;
  dissent: string[];
  sight: Sight;
  all: SwitchReading[];
}

function haltWords(c: HaltCase): { verdict: Verdict; value: string; detail: string } {
  const seen = listed(c.all.map((s) => s.seen));
  if (c.allowed.length > 0 && c.disagree) return { verdict: 'bad', value: 'switches disagree', detail: seen };
  if (c.allowed.length > 0) return { verdict: 'bad', value: 'allows execution', detail: seen };
  const reports = c.dissent.length === 0 ? [] : [`${listed(c.dissent)} report it not halted`];
  if (c.unclear.length > 0)
    return {
      verdict: 'unknown',
      value: 'unknown',
      detail: listed([...c.unclear.map((s) => s.seen), ...reports]),
    };
  if (reports.length > 0) return { verdict: 'bad', value: 'processes disagree', detail: listed(reports) };
  const agree = c.all.length === 1 ? seen : `${c.all.length} ConfigMaps agree: ${seen}`;
  return weigh(false, c.sight, 'halted', agree);
}

/** Running processes that report the kill switch as not halted. */
function dissenters(world: World): string[] {
  return valuesOf(world.ledger, 'answer').flatMap((a) =>
    (a.contract === 'ops-status' || a.contract === 'execution-state') && a.killSwitch === false
      ? [a.instance]
      : [],
  );
}
