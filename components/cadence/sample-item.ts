/** An item of the cadence for tests, still to come. */

import type { CadenceItem } from './summary.ts';

export function sampleItem(over: Partial<CadenceItem> = {}): CadenceItem {
  return {
    kind: 'cadence-item',
    id: 'a@09:30',
    subject: 'Harbour',
    title: 'a',
    phase: 'p',
    who: 'w',
    at: '',
    until: '',
    state: 'upcoming',
    verdict: 'not-applicable',
    code: 'upcoming',
    params: {},
    since: null,
    observedAt: null,
    evidence: [],
    runbook: null,
    ...over,
  };
}
