/** Caches values that one evaluation needs several times. The values are as pure as the functions that compute them. */

/** The same function, computed at most once for each object. */
export function oncePer<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { value: V }>();
  return (key) => {
    const held = known.get(key);
    if (held !== undefined) return held.value;
    const value = compute(key);
    known.set(key, { value });
    return value;
  };
}
