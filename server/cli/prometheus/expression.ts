/** The small pieces that PromQL expressions and rules are put together from. */

/** An instant selector over one metric of the console; `job` is the label that Prometheus gives by itself. */
export type Selector = (metric: string, matchers?: string) => string;

/** Selects only what this scrape job brought: another console beside it must neither fire nor silence these rules. */
export function selectorOf(job: string): Selector {
  return (metric, matchers = '') =>
    `mission_control_${metric}{job=${quoted(job)}${matchers === '' ? '' : `,${matchers}`}}`;
}

/** A string literal of PromQL: its double-quoted form has JSON's escapes among its own. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Labels and annotations are Go templates: a plan's own braces must come out as they were written. */
export function literal(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}

/**
 * `marketdata-stale-long` → `MarketdataStaleLong`. Two ids may give one name: the label `rule` distinguishes them.
 */
export function pascal(id: string): string {
  return id
    .split(/[^a-z0-9]+/i)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
