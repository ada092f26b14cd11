/**
 * Prometheus' text format, version 0.0.4, and OpenMetrics, parsed strictly: one malformed line invalidates the whole text,
 * as it does for Prometheus itself. Counters from half a text would prove something that nobody reported.
 */

/** One sample: its metric, its labels, and its value, which may be NaN or infinite. */
export interface Sample {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

const SAMPLE =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)[ \t]*(?:\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\})?[ \t]*([^\s{}]+)(?:[ \t]+-?\d+(?:\.\d*)?)?$/;
/** What OpenMetrics appends to a sample: labels, a value, and a time if it has one. */
const EXEMPLAR = /[ \t]#[ \t]\{(?:[^"{}]|"(?:[^"\\]|\\.)*")*\}[ \t]+[^\s{}"]+(?:[ \t]+[\d.e+-]+)?$/;
const LABEL = /[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\]|\\["\\n])*)"[ \t]*(?:,|$)/y;
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const INFINITE = /^([+-]?)inf(inity)?$/i;

/** All samples in order; null if any line is malformed. */
export function parsePrometheusText(text: string): Sample[] | null {
  const samples: Sample[] = [];
  const series = new Set<string>();
  let ended = false;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') continue;
    // OpenMetrics ends here: what follows belongs to another text.
    if (ended) return null;
    ended = line === '# EOF';
    if (line.startsWith('#')) continue;
    const sample = sampleOf(line.replace(EXEMPLAR, ''));
    if (sample === null || !isNew(series, sample)) return null;
    samples.push(sample);
  }
  return samples;
}

/** A text with two values for one series contradicts itself. */
function isNew(series: Set<string>, { name, labels }: Sample): boolean {
  const id = JSON.stringify([name, Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);
  const before = series.size;
  return series.add(id).size > before;
}

function sampleOf(line: string): Sample | null {
  const [, name, inBraces, number] = SAMPLE.exec(line) ?? [];
  if (name === undefined || number === undefined) return null;
  const labels = labelsOf(inBraces ?? '');
  const value = numberOf(number);
  return labels === null || value === null ? null : { name, labels, value };
}

function labelsOf(text: string): Record<string, string> | null {
  const labels: [string, string][] = [];
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.trimEnd().length) {
    const [, name, value] = LABEL.exec(text) ?? [];
    if (name === undefined || value === undefined) return null;
    labels.push([name, value.replace(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c))]);
  }
  return new Set(labels.map(([name]) => name)).size === labels.length ? Object.fromEntries(labels) : null;
}

function numberOf(text: string): number | null {
  if (/^[+-]?nan$/i.test(text)) return Number.NaN;
  const sign = INFINITE.exec(text)?.[1];
  if (sign !== undefined) return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return DECIMAL.test(text) ? Number(text) : null;
}
