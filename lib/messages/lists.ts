/** Lists as a line can hold them. */

/** `one, two and 3 more`: a list that a line can hold. */
export function listed(names: readonly string[], most = 3): string {
  return joined(names, most, ', ');
}

/** `one: a, b; two: c and 3 more`: a list of clauses, which hold commas themselves. */
export function clauses(texts: readonly string[], most = 3): string {
  return joined(texts, most, '; ');
}

function joined(texts: readonly string[], most: number, between: string): string {
  if (texts.length <= most) return texts.join(between);
  return `${texts.slice(0, most).join(between)} and ${texts.length - most} more`;
}

/** `1 pod`, `2 pods`. */
export function counted(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? '' : 's'}`;
}

/** Regions, as `project/region`; those of one project stand without its name. */
export function regionsText(regions: readonly string[]): string {
  const projects = new Set(regions.map((name) => name.split('/')[0]));
  return listed(projects.size === 1 ? regions.map((name) => name.split('/')[1] ?? name) : regions);
}
