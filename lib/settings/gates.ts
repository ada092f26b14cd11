/** A gate of the plan: a setting whose safe values the plan lists. */

import type { GatePlan } from '../plan/schema.ts';
import { type Address, addressOf, asks, namesHost, originOf } from './address.ts';
import { classOf, isHarmless, isPlain, normalised } from './values.ts';

/** `odd`: neither safe nor known to be dangerous. */
export type GateReading = 'unset' | 'safe' | 'danger' | 'odd';

/** Without safe values any value is dangerous: it is a token, and is neither kept nor shown. */
export function isToken(gate: GatePlan): boolean {
  return gate.safe.length === 0;
}

/** Danger is read widely, safety only from a value that every program reads alike. */
export function readGate(gate: GatePlan, value: string): GateReading {
  if (normalised(value) === '') return 'unset';
  if (isToken(gate)) return 'danger';
  const addresses = addressesOf(gate);
  if (addresses !== null) return readAddress(addresses, value);
  const danger = gate.danger ?? ['live', gate.safe.some((safe) => classOf(safe) === 'on') ? 'off' : 'on'];
  const safe = gate.safe.some((entry) => says(entry, value));
  if (!safe && danger.some((entry) => says(entry, value))) return 'danger';
  return safe && isPlain(value) ? 'safe' : 'odd';
}

/** `on` and `off` stand for all their words. */
function says(entry: string, value: string): boolean {
  const word = normalised(entry);
  return (word === 'on' || word === 'off') && classOf(value) === word ? true : normalised(value) === word;
}

interface Addresses {
  safe: Address[];
  danger: Address[];
}

/** Null for a gate of words. */
function addressesOf({ safe, danger }: GatePlan): Addresses | null {
  const read = (values: readonly string[]) => values.flatMap((value) => addressOf(value) ?? []);
  const found = { safe: read(safe), danger: read(danger ?? []) };
  return found.safe.length + found.danger.length > 0 ? found : null;
}

function readAddress({ safe, danger }: Addresses, value: string): GateReading {
  if (danger.some(({ host }) => namesHost(value, host))) return 'danger';
  return safe.some((address) => asks(value, address)) ? 'safe' : 'odd';
}

/** The dangerous address that a value names, by any gate of the plan; null: none. */
export function dangerousAddress(gates: readonly GatePlan[], value: string): string | null {
  // Most values are words, and no host is without a dot.
  if (!/[.。．｡]|%2e/i.test(value)) return null;
  const found = gates
    .flatMap((gate) => addressesOf(gate)?.danger ?? [])
    .find(({ host }) => namesHost(value, host));
  return found === undefined ? null : originOf(found);
}

/** The part of a gate's value that may be kept and shown; null: it is set, and not shown. */
export function keptGateValue(gate: GatePlan, value: string): string | null {
  if (isToken(gate)) return normalised(value) === '' ? '' : null;
  const addresses = addressesOf(gate);
  if (addresses === null)
    return isHarmless(value) || [...gate.safe, ...(gate.danger ?? [])].some((v) => says(v, value))
      ? value
      : null;
  const danger = dangerousAddress([gate], value);
  if (danger !== null || normalised(value) === '') return danger ?? '';
  const found = addresses.safe.find((address) => asks(value, address));
  return found === undefined ? null : originOf(found);
}
