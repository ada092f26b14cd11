/**
 * Loaded into the console by `--import`, where a fault is about names: a file says what `.invalid` names resolve to. A
 * name that is not in it goes to the system's own resolver, which fails as it does for any name that nobody has.
 */

import dns, { type LookupAddress, type LookupOptions } from 'node:dns';
import { readFileSync } from 'node:fs';

type Answered = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

const system = dns.lookup;

function addressOf(name: string): string | undefined {
  const names: unknown = JSON.parse(readFileSync(process.env.PRACTICE_NAMES ?? '', 'utf8'));
  const found = Object.entries(names ?? {}).find(([known]) => known === name)?.[1];
  return typeof found === 'string' ? found : undefined;
}

function lookup(name: string, options: LookupOptions, answered: Answered): void {
  const address = addressOf(name);
  if (address === undefined) system(name, options, answered);
  else if (options.all) answered(null, [{ address, family: 4 }]);
  else answered(null, address, 4);
}

Object.assign(dns, { lookup });
