/** Present state beside a line of evidence. */
'use client';

import { usePosture } from '#components/live/live.tsx';
import { Listing } from '#components/runbook/live-frame.tsx';
import type { LiveEvidence } from '#lib/vocabulary.ts';
import { EVIDENCE_TITLES, evidenceRows } from './live-evidence.ts';

export function LiveEvidenceList({ shows }: { shows: LiveEvidence }) {
  return (
    <>
      <Listing id={shows} title={EVIDENCE_TITLES[shows]} rows={evidenceRows(usePosture(), shows)} />
      {shows === 'critical-agents' && (
        <p>
          <a href="/api/v1/reports/deploy/latest">The latest deploy report</a>, as it was written
        </p>
      )}
    </>
  );
}
