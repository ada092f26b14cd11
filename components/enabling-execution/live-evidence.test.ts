import { describe, expect, test } from 'vitest';
import type { Posture } from '#lib/posture.ts';
import type { ProofStatus } from '#lib/status/proof-status.ts';
import { LIVE_EVIDENCE, type ProofId, VERDICTS, type Verdict } from '#lib/vocabulary.ts';
import { EMPTY_POSTURE, sampleAgent } from '#testing/samples/empty-posture.ts';
import { evidenceRows } from './live-evidence.ts';

const proof = (id: ProofId, verdict: Verdict): ProofStatus => ({
  kind: 'proof',
  id,
  subject: 'Harbour',
  verdict,
  code: 'switches-disagree',
  params: { seen: { code: 'nothing', params: {} } },
  since: null,
  observedAt: null,
  limitSeconds: 10,
  evidence: [],
  runbook: null,
});

const postureWith = (verdict: Posture['execution']['verdict']): Posture => ({
  ...EMPTY_POSTURE,
  execution: {
    ...EMPTY_POSTURE.execution,
    proofs: [proof('halt-switches', verdict), proof('modes', verdict)],
  },
  agents: [
    sampleAgent('feed', { verdict, criticality: 'P0', heartbeatLimitSeconds: 60 }),
    sampleAgent('crane', { verdict, criticality: 'P0', heartbeatLimitSeconds: null }),
    sampleAgent('scribe', { verdict, criticality: 'P2', heartbeatLimitSeconds: 60 }),
  ],
});

test.each([
  ['halt-switches', ['Kill switch']],
  ['marketdata', ['feed']],
  ['critical-agents', ['feed', 'crane']],
] as const)('%s shows %j', (shows, labels) => {
  expect(evidenceRows(postureWith('good'), shows).map((row) => row.label)).toEqual(labels);
});

describe('what stands beside a requirement', () => {
  test.each(VERDICTS)('that is %s never reads as a requirement that is fulfilled', (verdict) => {
    for (const shows of LIVE_EVIDENCE)
      for (const row of evidenceRows(postureWith(verdict), shows))
        expect(['bad', 'attention', 'unknown', 'not-applicable']).toContain(row.verdict);
  });

  test.each(['bad', 'attention', 'unknown'] as const)('that is %s stays so', (verdict) => {
    for (const shows of LIVE_EVIDENCE)
      expect(evidenceRows(postureWith(verdict), shows).map((row) => row.verdict)).not.toContain(
        'not-applicable',
      );
  });
});
