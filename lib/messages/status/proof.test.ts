import { expect, test } from 'vitest';
import { PROOF_VERDICTS } from '../../status/proof.ts';
import { PROOF_TEXTS } from '../proof-texts.ts';
import { text } from '../text.ts';
import { proofDetail, proofLabel, proofText, proofValue } from './proof.ts';

test('every code of a proof has words', () => {
  expect(Object.keys(PROOF_TEXTS).toSorted()).toEqual(Object.keys(PROOF_VERDICTS).toSorted());
});

test('a proof within another message reads as it does alone', () => {
  const calm = { code: 'executors-at-zero', params: { wanted: 0, running: 0, named: '' } };
  const params = { why: 'connection refused', lastAt: 0, last: calm };
  const proof = { id: 'executors-scaled' as const, code: 'unseen', params };
  const words = {
    label: 'Executors scaled to',
    value: 'unknown',
    detail: 'connection refused · last known 19:00:00 ET: 0 wanted, 0 running',
  };
  expect(proofText(proof)).toMatchObject(words);
  expect([text(proofLabel(proof.id)), text(proofValue(proof)), text(proofDetail(proof))]).toEqual(
    Object.values(words),
  );
});

test.each([
  ['cloud-run-off', 'Cloud Run Admin API'],
  ['cloud-run-not-declared', 'operational plan'],
  ['cloud-run-answers', 'operational plan'],
])('the source of %s is %s', (code, source) => {
  const params = { services: '', places: '' };
  expect(proofText({ id: 'cloud-run-executor', code, params }).source).toBe(source);
});

test('a code that this version does not know is shown as it is', () => {
  expect(proofText({ id: 'modes', code: 'later', params: {} })).toMatchObject({ value: 'later', detail: '' });
});
