/**
 * Everything that the console derives from postures, as one object: the functions that the console itself calls. A
 * saboteur replaces one of them.
 */

import { conformanceOf } from '#features/conformance/model/conformance.ts';
import type { HandedShift } from '#features/handoff/document.ts';
import { HandoffRecorder } from '#features/handoff/model/handoff.ts';
import { legacySafety, legacyStatus } from '#features/legacy-api/model/documents.ts';
import { deployReport } from '#features/reports/model/deploy-report.ts';
import { evaluateGate } from '#features/reports/model/go-no-go.ts';
import { unreadParts } from '#features/reports/model/readable.ts';
import { sloDocument } from '#features/slo/model/document.ts';
import type { Interval } from '#lib/intervals.ts';
import type { MinuteRun } from '#lib/series/minutes.ts';
import { EXIT_OF } from '#server/cli/check.ts';
import { gaugeSamples } from '#server/metrics/state-gauges.ts';
import { samplesOf } from '#server/samples.ts';
import type { Samples } from '#store/series-store.ts';
import { type Remembered, seriesOf } from './memory.ts';
import { type Timeline, timelineOf } from './timeline-of.ts';

export interface Derivations {
  samples: typeof samplesOf;
  /** The minutes of each series, from the samples of each process after the other. */
  minutes(
    processes: readonly (readonly Samples[])[],
    names: readonly string[],
    within: Interval,
  ): MinuteRun[][];
  slo: typeof sloDocument;
  handover(shift: Interval, remembered: Remembered): HandedShift;
  timeline(span: Interval, remembered: Remembered): Timeline;
  conformance: typeof conformanceOf;
  metrics: typeof gaugeSamples;
  legacyStatus: typeof legacyStatus;
  legacySafety: typeof legacySafety;
  gate: typeof evaluateGate;
  exitOf(decision: keyof typeof EXIT_OF): number;
  report: typeof deployReport;
  /** Why no report is written; empty if one is. */
  unread: typeof unreadParts;
}

export const REAL: Derivations = {
  samples: samplesOf,
  minutes: seriesOf,
  slo: sloDocument,
  handover: handedOver,
  timeline: timelineOf,
  conformance: conformanceOf,
  metrics: gaugeSamples,
  legacyStatus,
  legacySafety,
  gate: evaluateGate,
  exitOf: (decision) => EXIT_OF[decision],
  report: deployReport,
  unread: unreadParts,
};

/** As `features/handoff/server` reads it out of the journal. */
function handedOver(shift: Interval, { published, holes }: Remembered): HandedShift {
  const recorder = new HandoffRecorder(shift, holes);
  for (const { at, posture } of published) recorder.take(at, posture);
  return recorder.end();
}
