/** PromQL selection on a metrics page, to test that rules and dashboards name existing series. */

import type { Sample } from '#lib/contracts/prometheus-text.ts';

interface Matcher {
  label: string;
  operator: '=' | '!=' | '=~' | '!~';
  value: string;
}

interface Selected {
  metric: string;
  matchers: Matcher[];
}

/** Labels that Prometheus adds. */
const NOT_OURS = new Set(['job', 'instance']);

/** Every selector over a metric of the console in this text. */
export function selectorsIn(promql: string): Selected[] {
  return [...promql.matchAll(/\b(mission_control_\w+)(?:\{([^}]*)\})?/g)].map(
    ([, metric = '', inner = '']) => ({
      metric,
      matchers: [...inner.matchAll(/(\w+)(=~|!~|!=|=)("(?:[^"\\]|\\.)*")/g)].flatMap(
        ([, label = '', operator = '=', value = '""']) =>
          NOT_OURS.has(label)
            ? []
            : [{ label, operator: operatorOf(operator), value: String(JSON.parse(value)) }],
      ),
    }),
  );
}

function operatorOf(text: string): Matcher['operator'] {
  return text === '!=' || text === '=~' || text === '!~' ? text : '=';
}

/** The selectors that find nothing there, alternatives of `=~` one by one. Empty when all are really written. */
export function findNothing(selectors: readonly Selected[], page: readonly Sample[]): string[] {
  return selectors.flatMap(({ metric, matchers }) => {
    const series = page.filter(({ name }) => name === metric);
    if (series.length === 0) return [metric];
    return matchers
      .filter(({ operator }) => operator === '=' || operator === '=~' || operator === '!=')
      .flatMap(({ label, operator, value }) =>
        (operator === '=~' ? value.split('|') : [value])
          .filter((one) => !one.startsWith('$') && !series.some(({ labels }) => labels[label] === one))
          .map((one) => `${metric}{${label}="${one}"}`),
      );
  });
}

/** Labels by which PromQL groups or that templates name, and that no series of these metrics has. */
export function unknownLabels(promql: string, page: readonly Sample[]): string[] {
  const names = new Set(selectorsIn(promql).map(({ metric }) => metric));
  const known = new Set(
    page.filter(({ name }) => names.has(name)).flatMap(({ labels }) => Object.keys(labels)),
  );
  const grouped = [...promql.matchAll(/\b(?:by|without|on|ignoring) ?\(([^)]*)\)/g)].flatMap(
    ([, list = '']) => list.split(',').map((label) => label.trim()),
  );
  const told = [...promql.matchAll(/\$labels\.(\w+)|\{\{(\w+)\}\}/g)].map(([, a, b]) => a ?? b ?? '');
  return [...grouped, ...told].filter((label) => label !== '' && !NOT_OURS.has(label) && !known.has(label));
}
