/** The whole words of a setting's name: `tradingMode`, `trading-mode` and `TRADING__MODE` are one. */

import { remembered } from './remember.ts';

/** Words that people write together, such as `DRYRUN` and `LIVETRADING`. */
const JOINABLE =
  'ALLOW AUTO CONFIRM DISABLED DISABLE DRY ENABLED ENABLE EXECUTE EXECUTION GO IS KILL LIVE MODE MONEY NO ONLY ORDERS ORDER PAPER PLACE READ REAL RUN SANDBOX SEND SIM SUBMIT SWITCH TRADES TRADE TRADING UNLOCK USE'.split(
    ' ',
  );
const JOINED = new RegExp(`^(?:${JOINABLE.join('|')}){2,6}$`);
const PIECES = new RegExp(JOINABLE.join('|'), 'g');
const LONGEST = 200;

export function wordsOf(name: string): string[] {
  return name
    .slice(0, LONGEST)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .map((word) => word.replace(/(?<=[A-Z])\d+$/, ''))
    .filter((word) => word !== '')
    .flatMap((word) => (JOINED.test(word) ? (word.match(PIECES) ?? [word]) : [word]));
}

/** The same for two writings of one name. */
export const nameKey = remembered((name) => wordsOf(name).join('_'));
