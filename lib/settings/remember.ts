/** Names repeat in every pod of a mesh: what was made of one is remembered, up to a bound. */

const MOST = 20_000;

/** The same pure function, which computes a name again only when too many others came between. */
export function remembered<V>(compute: (name: string) => V): (name: string) => V {
  const known = new Map<string, { value: V }>();
  return (name) => {
    const held = known.get(name);
    if (held !== undefined) return held.value;
    if (known.size >= MOST) known.clear();
    const value = compute(name);
    known.set(name, { value });
    return value;
  };
}
