const UNITS: Readonly<Record<string, number>> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  m: 0.001,
  '': 1,
};

/** A Kubernetes quantity (`512Mi`, `250m`) as a number of base units; 0 for what is absent or not understood. */
export function quantity(text: string | undefined): number {
  const match = /^([\d.]+)(Ki|Mi|Gi|Ti|m|)$/.exec(text ?? '');
  return match === null ? 0 : Number(match[1]) * (UNITS[match[2] ?? ''] ?? 0);
}
