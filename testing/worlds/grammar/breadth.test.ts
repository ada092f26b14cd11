/** The grammar draws each entry of each of its dimensions, and far more combinations than anybody would write down. */

import { describe, expect, test } from 'vitest';
import { drawn } from './claims.ts';
import type { Entry } from './draw.ts';
import { PLACES } from './executors.ts';
import { FORMS, OWNERS, PHASES, STATES } from './forms.ts';
import { INNOCENTS } from './innocents.ts';
import { KINDS } from './kinds.ts';
import { KNOWN } from './known.ts';
import { CORES, OPTIONS_ALONE, SHELLS, WRAPPERS } from './languages.ts';
import { CHANGES } from './listed.ts';
import { AROUND, STYLES } from './names.ts';
import { ON_CLOUD_RUN } from './on-cloud-run.ts';
import { HOLDERS, SETTINGS } from './settings.ts';
import { STATICS } from './statics.ts';
import { SECONDS, WEAK_PLACES } from './suspects.ts';
import { SWITCH_VALUES } from './switches.ts';
import { AT_NO_INSTANCE, CLOUD_KINDS } from './template.ts';
import { VOCABULARIES } from './vocabularies.ts';
import { DECLARED, LISTED } from './wide.ts';
import { CARRIERS, WRITINGS } from './writings.ts';

const DRAWS = 10_000;

const DIMENSIONS: Readonly<Record<string, readonly Entry[]>> = {
  around: AROUND,
  style: STYLES,
  core: CORES,
  wrapper: WRAPPERS,
  shell: SHELLS,
  options: OPTIONS_ALONE,
  kind: [...KINDS, { id: 'Pod' }, { id: 'Cloud Run' }],
  state: STATES,
  place: PLACES,
  form: FORMS,
  owner: OWNERS,
  phase: PHASES,
  'cloud-run': CLOUD_KINDS,
  namespace: [{ id: 'inside' }, { id: 'outside' }],
  'weak place': WEAK_PLACES,
  second: SECONDS,
  setting: SETTINGS,
  writing: WRITINGS,
  carrier: CARRIERS,
  holder: HOLDERS,
  'switch value': SWITCH_VALUES,
  innocent: INNOCENTS,
};
/** Of a plan that says what is none and what is known. */
const WIDE_DIMENSIONS: typeof DIMENSIONS = {
  listed: LISTED,
  change: CHANGES,
  known: KNOWN,
  declared: DECLARED,
  static: STATICS,
  'on Cloud Run': ON_CLOUD_RUN,
  'cloud-run': [...CLOUD_KINDS, AT_NO_INSTANCE],
};

describe.each(VOCABULARIES.map((words) => [words.id, words] as const))('in %s', (_id, words) => {
  // Half of its draws are of the plan's lists.
  const count = words.isWide ? 2 * DRAWS : DRAWS;
  const dimensions = { ...DIMENSIONS, ...(words.isWide && WIDE_DIMENSIONS) };
  const draws = Array.from({ length: count }, (_, index) => drawn(words, 17, index));

  test.each(Object.entries(dimensions))('each %s is drawn, and no other', (dimension, entries) => {
    const taken = new Set(draws.flatMap(({ taken }) => taken.get(dimension) ?? []));
    expect([...taken].sort()).toEqual([...new Set(entries.map(({ id }) => id))].sort());
  });

  test('every dimension is known here', () => {
    expect(new Set(draws.flatMap(({ taken }) => [...taken.keys()]))).toEqual(
      new Set(Object.keys(dimensions)),
    );
  });

  test('executors alone come in more than 3,000 combinations of kind, place and language', () => {
    const language = (taken: ReadonlyMap<string, string>) =>
      ['core', 'wrapper', 'shell', 'around'].map((dimension) => taken.get(dimension) ?? '').join('/');
    const combinations = draws
      .filter(({ claim }) => claim === 'executor')
      .map(({ taken }) => `${taken.get('kind')}|${taken.get('place')}|${language(taken)}`);
    const distinct = new Set(combinations).size;
    expect(distinct, `${distinct} of ${combinations.length}`).toBeGreaterThan(3_000);
  });

  test('no claim is rare', () => {
    const share = (claim: string) => draws.filter((made) => made.claim === claim).length / count;
    for (const claim of ['executor', 'doubt', 'doubt-setting', 'innocent'])
      expect(share(claim), claim).toBeGreaterThan(0.04);
    expect(share('live')).toBeGreaterThan(0.01);
    expect(share('open')).toBeLessThan(0.2);
  });
});
