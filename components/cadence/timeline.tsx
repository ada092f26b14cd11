/** The day as one line from the first check to the last, with the session shaded and now marked by ticks. */
'use client';

import { memo } from 'react';
import { useNow } from '#components/live/live.tsx';
import { Tense } from '#components/live/tense.tsx';
import { toneOf, VerdictShape } from '#components/verdict/verdict.tsx';
import { clockMinute, clockTime } from '#lib/format/clock.ts';
import type { CadencePosture } from '#lib/posture.ts';
import { hoursOf, leftOf, type Span, type Stop, spanOf, stopsOf } from './line.ts';
import { wordOf } from './summary.ts';

export function Timeline({ cadence }: { cadence: CadencePosture }) {
  const span = spanOf(cadence);
  if (span === null) return null;
  const stops = stopsOf(cadence.items, span);
  const deepest = Math.max(...stops.map((stop) => stop.items.length));
  return (
    <nav className="timeline" aria-label="The day's line" style={{ height: 66 + deepest * 24 }}>
      <SessionBand open={cadence.open} close={cadence.close} span={span} />
      {hoursOf(span).map((at) => (
        <span key={at} className="timeline-hour machine" style={{ left: `${leftOf(at, span)}%` }}>
          {clockMinute(at).slice(0, 5)}
        </span>
      ))}
      {stops.map((stop) => (
        <StopView key={stop.at} stop={stop} />
      ))}
      <NowMark span={span} />
    </nav>
  );
}

function SessionBand({ open, close, span }: { open: string | null; close: string | null; span: Span }) {
  const left = leftOf(open, span);
  const right = leftOf(close, span);
  if (left === null || right === null) return null;
  return (
    <span className="timeline-session" style={{ left: `${left}%`, width: `${right - left}%` }}>
      session
    </span>
  );
}

const StopView = memo(function StopView({ stop }: { stop: Stop }) {
  return (
    <span className="timeline-stop" style={{ left: `${stop.left}%` }}>
      {stop.items.map((item) => {
        const says = `${clockMinute(item.at)} ${item.title}: ${wordOf(item)}`;
        return (
          <a key={item.id} className={`tone-${toneOf(item.verdict)}`} href={`#${item.id}`} title={says}>
            <Tense now={<VerdictShape verdict={item.verdict} />} past={<VerdictShape verdict="unknown" />} />
            <span className="spoken">{says}</span>
          </a>
        );
      })}
    </span>
  );
});

function NowMark({ span }: { span: Span }) {
  const now = useNow();
  const left = leftOf(now, span);
  if (left === null) return null;
  return (
    <span className="timeline-now" style={{ left: `${left}%` }} data-testid="cadence-now">
      <Tense
        now={<b className="machine">{clockMinute(now)}</b>}
        past={<b className="machine">heard last {clockTime(now)}</b>}
      />
    </span>
  );
}
