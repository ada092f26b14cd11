/** Snapshots in a folder of artifacts, as the command line writes them. */

import { join } from 'node:path';
import { composeSnapshot, writeSnapshot } from '#features/reports/server/snapshot.ts';
import type { Fact } from '#lib/facts/fact.ts';
import type { SnapshotKind } from '#lib/vocabulary.ts';
import { calmFacts, sourceStatus } from '../samples/facts.ts';
import { sampleEvaluation } from '../samples/sample-evaluation.ts';

/** Writes a calm run with the given changes. @returns the name of its folder and its path. */
export function writeRun(
  artifacts: string,
  kind: SnapshotKind,
  at: number,
  more: readonly Fact[] = [],
): { name: string; path: string } {
  const look = sampleEvaluation([...calmFacts(), sourceStatus('watch/Event'), ...more]);
  const posture = { ...look.posture, at: new Date(at).toISOString() };
  const snapshot = composeSnapshot(
    { ...look, posture, pending: [] },
    {
      kind,
      command: ['snapshot', kind],
      gitSha: null,
      takenBy: { user: 'ada', host: 'desk' },
      screenshot: { why: 'not asked for', tried: false },
    },
  );
  return { name: snapshot.name, path: writeSnapshot(join(artifacts, 'ops_runs'), snapshot) };
}
