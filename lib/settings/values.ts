/** What a setting's value says, by its words. Only a harmless word is ever kept or shown. */

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const ON = list('1 true yes on y t enable enabled active allow allowed');
const OFF = list('0 false no off n f disable disabled inactive never none');
/** Ports of a broker's gateway as its software has them: the first four lead to live accounts. */
const LIVE = list('live real execute executing armed realmoney mainnet 7496 4001 4003');
const PRODUCTION = list('prod production');
const REHEARSAL = list(
  'paper sim simulate simulated simulation simulator sandbox demo test testing testnet dev development staging dry dryrun backtest backtesting shadow observe eval stream readonly mock fake replay halted 7497 4002 4004',
);
const ORDINARY = list(
  'trading trade trades account accounts mode run money only read ' +
    'alpaca apca ibkr ib tws schwab tradier tradovate oanda binance kraken coinbase bybit okx interactive brokers ' +
    'server client asc desc limit market day gtc auto manual default local main own queue regular kubernetes celery docker shell thread process async sync parallel sequential serial batch lazy eager',
);

/** `odd`: nothing that may be shown, so that nobody knows what it says. */
export type ValueClass = 'on' | 'off' | 'live' | 'production' | 'rehearsal' | 'ordinary' | 'empty' | 'odd';

const LONGEST = 60;
const LONGEST_READ = 1000;
const EDGES = /^[\s"'`]+|[\s"'`]+$/g;

/** The word that a value comes to, quotes, blanks and invisible characters left out. A long one is no word. */
export function normalised(value: string): string {
  if (value.length > LONGEST_READ) return value.slice(0, LONGEST);
  return value
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}]/gu, '')
    .replace(EDGES, '')
    .toLowerCase();
}

/** The words for on and off that every program of the mesh reads alike. */
const AGREED = list('1 true yes on 0 false no off');

/**
 * True if every program reads the value as that word: nothing but blanks stands around it, and of the words for on and
 * off it is one that all know.
 */
export function isPlain(value: string): boolean {
  const word = normalised(value);
  if (value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '').toLowerCase() !== word) return false;
  return AGREED.has(word) || !(ON.has(word) || OFF.has(word));
}

export function classOf(value: string): ValueClass {
  const whole = normalised(value);
  if (whole === '') return 'empty';
  if (value.length > LONGEST) return 'odd';
  if (ON.has(whole)) return 'on';
  if (OFF.has(whole)) return 'off';
  const words = whole.split(/[\s_\-./]+/).filter((word) => word !== '');
  if (words.length === 0 || words.length > 4) return 'odd';
  return classOfWords(words);
}

function classOfWords(words: readonly string[]): ValueClass {
  const some = (set: ReadonlySet<string>) => words.some((word) => set.has(word));
  const known = [LIVE, PRODUCTION, REHEARSAL, ORDINARY];
  if (!words.every((word) => known.some((set) => set.has(word)))) return 'odd';
  if (some(REHEARSAL)) return some(LIVE) || some(PRODUCTION) ? 'odd' : 'rehearsal';
  if (some(LIVE)) return 'live';
  return some(PRODUCTION) ? 'production' : 'ordinary';
}

/** True for a value that may be kept and shown: it is made of harmless words, and is no credential. */
export function isHarmless(value: string): boolean {
  return classOf(value) !== 'odd';
}
