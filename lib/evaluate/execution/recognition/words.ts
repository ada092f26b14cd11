/** Names as whole words: what a person reads in `prod-execution-agent-v2`, `executionEngine` and `execution_engine.app`. */

const VERSION = /([a-z])(v\d)/gi;
const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;

/** The words of a text in lower case: split at everything but letters and digits, at case changes and at digits. */
export function wordsOf(text: string): string[] {
  return (text.replace(VERSION, '$1-$2').match(WORD) ?? []).map((word) => word.toLowerCase());
}

/** A name to look for, and its words run together. */
interface Phrase {
  readonly name: string;
  readonly joined: string;
  /** True if it has several words: then its plural and its words run together are the same name. */
  readonly several: boolean;
}

/** Names to look for, and a quick look for their first words: most texts have none of them. */
export interface Phrases {
  readonly all: readonly Phrase[];
  readonly hint: RegExp | null;
}

export function phrasesOf(names: readonly string[]): Phrases {
  const known = [...new Set(names)].map((name) => ({ name, words: wordsOf(name) }));
  const all = known.filter(({ words }) => words.length > 0);
  const firsts = [...new Set(all.map(({ words }) => words[0]))];
  return {
    all: all.map(({ name, words }) => ({ name, joined: words.join(''), several: words.length > 1 })),
    hint: firsts.length === 0 ? null : new RegExp(firsts.join('|'), 'i'),
  };
}

/** The names of the phrases that a text has as consecutive whole words. */
export function namesIn(text: string, { all, hint }: Phrases): string[] {
  if (hint?.test(text) !== true) return [];
  const words = wordsOf(text);
  return all.filter((phrase) => words.some((_, at) => beginsAt(words, at, phrase))).map((p) => p.name);
}

/** No innocent word holds so many letters of a name by chance. */
const LONG = 12;

function beginsAt(words: readonly string[], at: number, { joined, several }: Phrase): boolean {
  // `deskexecutionagent`, which nobody could split.
  if (several && joined.length >= LONG && words[at]?.includes(joined)) return true;
  let read = '';
  for (let end = at; end < words.length && joined.startsWith(read); end += 1) {
    // `execution2agent`, `execution-v2-agent`: a number between the words changes no name.
    if (several && read !== '' && isNumbering(words, end)) continue;
    read += words[end];
    if (read === joined || (several && read === `${joined}s`)) return true;
  }
  return false;
}

/** A number, or the `v` before one. */
function isNumbering(words: readonly string[], at: number): boolean {
  const isNumber = (word = ''): boolean => /^\d+$/.test(word);
  return isNumber(words[at]) || (words[at] === 'v' && isNumber(words[at + 1]));
}

const ADDRESS =
  /\b[a-z][a-z0-9+.-]*:\/\/\S*|(?<![\w./-])[\w.-]+:\d{1,5}\b\S*|[\w-]+(\.[\w-]+)*\.(svc|local)\b\S*/gi;

/** An address of what is fetched to run: a repository, an archive, a file, or an image with its tag. */
const FETCHED =
  /^(git\+\w+|git|file|s3|gs|oci|docker):|\.(git|tar|tar\.\w+|tgz|zip|whl|jar|py|pyz|sh)([@?#]\S*)?['")]*$|^[\w.-]+:\d+\/\S*(:[\w.-]+|@sha256:\w+)$/i;

/** The text without addresses: whoever calls an executor has its address, and is none. Whoever fetches it may run it. */
export function withoutAddresses(text: string): string {
  return text.replace(ADDRESS, (address) => (FETCHED.test(address) ? address : ' '));
}
