/** The chart as Recharts draws it. Loaded after the rest of the page: nothing else may import this file directly. */
'use client';

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
import { dayTime } from '#lib/format/clock.ts';
import { type ChartModel, scaleOf } from './chart-model.ts';
import { Hatch } from './hatch.tsx';
import { markText, valueText } from './labels.ts';
import { nearest } from './nearest.ts';

const TICK = { fill: 'var(--ink3)', fontSize: 10.5, fontFamily: 'var(--font-mono)' } as const;

export interface DrawnChartProps {
  model: ChartModel;
  /** Height in CSS pixels. */
  height: number;
  bad: boolean;
  /** Charts of one group share their cursor, and can be walked through with the arrow keys. */
  group?: string;
}

export default function DrawnChart({ model, height, bad, group }: DrawnChartProps) {
  const hatch = useId();
  const { from, to, top, limit, marks, unit } = model;
  const scale = scaleOf(model);
  const ink = bad ? 'var(--bad)' : 'var(--ink2)';
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart
        data={model.line}
        margin={{ top: 6, right: 10, bottom: 0, left: 0 }}
        accessibilityLayer={group !== undefined}
        {...(group === undefined ? {} : { syncId: group, syncMethod: nearest })}
      >
        <Hatch id={hatch} />
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          type="number"
          domain={[from, to]}
          allowDataOverflow
          ticks={marks}
          tickFormatter={(at: number) => markText(at, to - from)}
          tick={TICK}
          height={18}
          tickLine={false}
          axisLine={{ stroke: 'var(--line2)' }}
        />
        <YAxis
          type="number"
          domain={[0, top]}
          // Else it has no scale if there is no value at all, and what was not observed would be drawn as nothing.
          allowDataOverflow
          ticks={scale === null ? [0] : [0, scale]}
          tickFormatter={(value: number) => valueText(value, unit)}
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
        <Tooltip
          content={(shown) => <Reading {...shown} unit={unit} />}
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line2)' }}
        />
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

interface ReadingProps {
  active?: boolean;
  label?: string | number;
  payload?: readonly { value?: unknown }[];
  unit: ChartModel['unit'];
}

/** The point under the pointer. */
function Reading({ active, label, payload, unit }: ReadingProps) {
  if (!active || label === undefined) return null;
  const value = payload?.[0]?.value;
  return (
    <div className="rounded border border-line2 bg-card px-2 py-1 font-mono text-xs text-ink tabular-nums">
      {dayTime(Number(label))} <b>{typeof value === 'number' ? valueText(value, unit) : 'not observed'}</b>
    </div>
  );
}
