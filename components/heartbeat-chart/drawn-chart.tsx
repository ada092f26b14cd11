'use client';
/** The chart as Recharts draws it. Loaded after the rest of the page: nothing else may import this file directly. */
import { useId } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { ChartModel } from './chart-model.ts';
import { Hatch } from './hatch.tsx';
import { clockText, secondsText } from './labels.ts';

const TICK = { fill: 'var(--ink3)', fontSize: 10.5, fontFamily: 'var(--font-mono)' } as const;

export interface DrawnChartProps {
  model: ChartModel;
  /** Height in CSS pixels. */
  height: number;
  bad: boolean;
}

export default function DrawnChart({ model, height, bad }: DrawnChartProps) {
  const hatch = useId();
  const { from, to, top, limit, marks } = model;
  const ink = bad ? 'var(--bad)' : 'var(--ink2)';
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart
        data={model.line}
        margin={{ top: 6, right: 10, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <Hatch id={hatch} />
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          type="number"
          domain={[from, to]}
          ticks={marks}
          tickFormatter={clockText}
          tick={TICK}
          height={18}
          tickLine={false}
          axisLine={{ stroke: 'var(--line2)' }}
        />
        <YAxis
          type="number"
          domain={[0, top]}
          ticks={limit === null ? [0] : [0, limit]}
          tickFormatter={secondsText}
          tick={TICK}
          width={46}
          tickLine={false}
          axisLine={false}
        />
        {model.sessions.map((s) => (
          <ReferenceArea
            key={`session${s.from}`}
            x1={s.from}
            x2={s.to}
            fill="var(--session)"
            fillOpacity={1}
            ifOverflow="hidden"
          />
        ))}
        {model.gaps.map((g) => (
          <ReferenceArea
            key={`gap${g.from}`}
            x1={g.from}
            x2={g.to}
            fill={`url(#${hatch})`}
            fillOpacity={1}
            ifOverflow="hidden"
          />
        ))}
        {limit === null ? null : (
          <ReferenceLine y={limit} stroke="var(--bad)" strokeDasharray="4 4" strokeOpacity={0.75} />
        )}
        <Tooltip content={Reading} isAnimationActive={false} cursor={{ stroke: 'var(--line2)' }} />
        <Line
          dataKey="age"
          type="linear"
          stroke={ink}
          strokeWidth={1.7}
          dot={false}
          connectNulls={false}
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  );
}

/** What the pointer is over. */
function Reading({
  active,
  label,
  payload,
}: {
  active?: boolean;
  label?: string | number;
  payload?: readonly { value?: unknown }[];
}) {
  if (!active || typeof label !== 'number') return null;
  const age = payload?.[0]?.value;
  return (
    <div className="rounded border border-line2 bg-card px-2 py-1 font-mono text-xs text-ink tabular-nums">
      {clockText(label, true)} ET <b>{typeof age === 'number' ? secondsText(age) : 'not observed'}</b>
    </div>
  );
}
