/** `oncePer` of evaluation, but what it knows is forgotten with each mutant: kept, it would be that of another one. */

let age = 0;

export function forgetAll(): void {
  age += 1;
}

export function oncePer<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  let known = new WeakMap<K, { value: V }>();
  let since = age;
  return (key) => {
    if (since !== age) [known, since] = [new WeakMap(), age];
    const held = known.get(key) ?? { value: compute(key) };
    known.set(key, held);
    return held.value;
  };
}
