/** `$(NAME)` in the variables of a container, as the kubelet fills it in. */

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
