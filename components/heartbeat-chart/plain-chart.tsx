/** The same chart as plain SVG, drawn by the server: there before any script, and without any. */

import { type ChartModel, runsOf, type Span, scaleOf } from './chart-model.ts';
import { Hatch } from './hatch.tsx';
import { markText, valueText } from './labels.ts';

/** The picture scales to its place; its own units are thousandths of the width and of the height. */
const UNIT = 1000;
const FOOT_PX = 18;

export function PlainChart(props: { model: ChartModel; height: number; bad: boolean; id: string }) {
  const { model, height } = props;
  const scale = scaleOf(model);
  const along = (at: number) => (at - model.from) / Math.max(1, model.to - model.from);
  return (
    <div
      className="relative pl-[46px] pr-[10px] font-mono text-[10.5px] text-ink3"
      style={{ height }}
      aria-hidden="true"
    >
      <Picture {...props} along={along} height={height - FOOT_PX} />
      {scale === null ? null : (
        <span
          className="absolute left-0 w-[40px] -translate-y-1/2 text-right"
          style={{ top: (1 - scale / model.top) * (height - FOOT_PX) }}
        >
          {valueText(scale, model.unit)}
        </span>
      )}
      <div className="relative h-[18px] border-t border-line2">
        {model.marks.map((at) => (
          <span key={at} className="absolute -translate-x-1/2 pt-0.5" style={{ left: `${along(at) * 100}%` }}>
            {markText(at, model.to - model.from)}
          </span>
        ))}
      </div>
    </div>
  );
}

function Picture({
  model,
  height,
  bad,
  id,
  along,
}: {
  model: ChartModel;
  height: number;
  bad: boolean;
  id: string;
  along: (at: number) => number;
}) {
  const x = (at: number) => round(along(at) * UNIT);
  const y = (age: number) => round((1 - age / model.top) * UNIT);
  const area = (s: Span, fill: string) => (
    <rect
      key={`${fill}${s.from}`}
      x={x(s.from)}
      width={round(x(s.to) - x(s.from))}
      y={0}
      height={UNIT}
      fill={fill}
    />
  );
  const stroke = { fill: 'none', vectorEffect: 'non-scaling-stroke' } as const;
  return (
    <svg
      viewBox={`0 0 ${UNIT} ${UNIT}`}
      width="100%"
      height={height}
      preserveAspectRatio="none"
      className="block"
    >
      <title>Heartbeat age</title>
      <Hatch id={id} />
      {model.sessions.map((s) => area(s, 'var(--session)'))}
      {model.gaps.map((g) => area(g, `url(#${id})`))}
      {model.limit === null ? null : (
        <path
          {...stroke}
          d={`M0 ${y(model.limit)}H${UNIT}`}
          stroke="var(--bad)"
          strokeDasharray="4 4"
          opacity="0.75"
        />
      )}
      {runsOf(model.line).map((run) => (
        <polyline
          {...stroke}
          key={run[0]?.at}
          points={run.map((p) => `${x(p.at)},${y(p.age)}`).join(' ')}
          stroke={bad ? 'var(--bad)' : 'var(--ink2)'}
          strokeWidth="1.7"
        />
      ))}
    </svg>
  );
}

const round = (n: number): number => Math.round(n * 10) / 10;
