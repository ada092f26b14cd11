/** How the agents read a kill switch: truthy halts, falsy allows, anything else is unknown. */

const TRUTHY = ['1', 'true', 'yes', 'on'];
const FALSY = ['0', 'false', 'no', 'off'];

/** `value`: as the ConfigMap or the environment has it, trimmed and in any case; a missing one is unknown. */
export function readHaltValue(value: string | null | undefined): 'halted' | 'allowed' | 'unknown' {
  const word = value?.trim().toLowerCase() ?? '';
  if (TRUTHY.includes(word)) return 'halted';
  return FALSY.includes(word) ? 'allowed' : 'unknown';
}
