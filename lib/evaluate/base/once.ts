/** What is asked several times in one judgement is worked out once. The answers are as pure as what computes them. */

/** The same function, which computes at most once for each object that it is asked about. */
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
