/** `$(NAME)` in the variables and the command line of a container, as the kubelet fills it in. */

import type { MapContext } from './map-context.ts';

const REFERENCE = /\$\$|\$\(([^()]*)\)/g;

/**
 * The value that the process gets; null if it is not known. `before`: the literal values of the variables that stand
 * before it in the spec, null for one from elsewhere. A name that none of them has stays as it is written, unless a whole
 * source may set it.
 */
export function expanded(
  value: string,
  before: ReadonlyMap<string, string | null>,
  wholeSources: boolean,
): string | null {
  let known = true;
  const text = value.replace(REFERENCE, (written, name: string | undefined) => {
    if (name === undefined) return '$';
    const found = before.get(name);
    if (found === null || (found === undefined && wholeSources)) known = false;
    return found ?? written;
  });
  return known ? text : null;
}

/** The kubelet's way of writing a variable in a command line, and a shell's. */
const VARIABLE = /\$\(([A-Za-z_][\w.-]*)\)|\$\{([A-Za-z_]\w*)\}|\$([A-Za-z_]\w*)/g;

/** What a script sets for itself. */
const OWN = /(?:^|[\s;&|])([A-Za-z_]\w*)=["']?([\w./-]+)/g;

/**
 * A word of a command line with its variables filled in, as far as that says what runs: of a value nothing enters but the
 * executors that it names, whole or across several variables, and what may be kept of it.
 */
export function filledIn(
  word: string,
  values: ReadonlyMap<string, string | null>,
  context: MapContext,
): string {
  if (!word.includes('$')) return word;
  const own = [...word.matchAll(OWN)].map(([, name = '', value = '']) => [name, value] as const);
  if (values.size + own.length === 0) return word;
  const known = new Map([...values, ...own]);
  return word.replace(/\S+/g, (token) => {
    const filled = replaced(token, (name) => known.get(name));
    if (filled === token) return token;
    const named = context.executorsIn(filled);
    if (named.length > context.executorsIn(token).length) return named.join(' ');
    return replaced(token, (name) => context.keptValue(name, known.get(name) ?? ''));
  });
}

function replaced(token: string, known: (name: string) => string | null | undefined): string {
  return token.replace(
    VARIABLE,
    (written, a?: string, b?: string, c?: string) => known(a ?? b ?? c ?? '') || written,
  );
}
