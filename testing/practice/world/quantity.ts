const UNITS: Readonly<Record<string, number>> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  m: 0.001,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  '': 1,
};

/** A Kubernetes quantity (`512Mi`, `250m`) as a number of base units; 0 for what is absent or not understood. */
export function quantity(text: string | undefined): number {
  const match = /^([\d.]+)(Ki|Mi|Gi|Ti|m|k|M|G|)$/.exec(text ?? '');
  return match === null ? 0 : Number(match[1]) * (UNITS[match[2] ?? ''] ?? 0);
}

/** A number of a manifest as the API server writes it: `1`, `500m`, `2k`. */
export function quantityText(value: number): string {
  if (!Number.isInteger(value)) return `${Math.ceil(value * 1000)}m`;
  const suffix = ['G', 'M', 'k'].find((unit) => value !== 0 && value % (UNITS[unit] ?? 1) === 0);
  return suffix === undefined ? String(value) : `${value / (UNITS[suffix] ?? 1)}${suffix}`;
}
