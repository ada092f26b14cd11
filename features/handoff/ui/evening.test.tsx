import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Handover } from '../document.ts';
import { HandoverHead } from './handoff-head.tsx';

/** 19:30 of Friday, 20 November in New York, when UTC has the 21st. */
const EVENING = '2026-11-21T00:30:00.000Z';

test('in the evening a hand-over has ET’s date beside ET’s time, and UTC’s beside UTC’s', () => {
  const handover: Handover = {
    ...{ from: '2026-11-20T10:15:00.000Z', to: EVENING, madeAt: EVENING },
    mesh: { name: 'Harbour', context: 'kind', practice: false },
    oncall: { P0: null, P1: { name: 'Ada', contact: '#desk' }, P2: null, P3: null },
    ...{ unwatched: [], standing: null, execution: [], fired: [], untold: [], open: null },
    ...{ cadence: [], changes: [], leftOut: [] },
  };
  const text = renderToStaticMarkup(<HandoverHead handover={handover} />).replaceAll(/<[^>]*>/g, '');
  expect(text).toContain('Fri 20 Nov 19:30:00 ET 2026-11-21 00:30:00 UTC');
  expect(text).toContain('(14 h 15 min)');
  expect(text).toContain('Whom to call P0: no contact in the plan · P1: Ada, #desk');
  expect(text).toContain('made Fri 20 Nov 19:30:00 ET (2026-11-21 00:30:00 UTC)');
});
