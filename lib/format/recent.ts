/** Texts of instants are asked for many times within an evaluation, and are slow to make. */

const MOST = 4_096;

/** The same function, which caches its latest answers; it forgets them all when they become too many. */
export function recently(text: (ms: number) => string): (ms: number) => string {
  const known = new Map<number, string>();
  return (ms) => {
    const held = known.get(ms);
    if (held !== undefined) return held;
    if (known.size >= MOST) known.clear();
    const made = text(ms);
    known.set(ms, made);
    return made;
  };
}
