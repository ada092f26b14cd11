/** Says that the page is frozen, and for how long by a counter that the style sheet alone drives. */
'use client';

import { fullTime } from '#lib/format/clock.ts';
import { useStill } from './context.ts';
import { useFrozen, useMounted, useNow, usePosture } from './live.tsx';

const TEN = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
/** A digit that is not there until its first step. */
const LATE = [' ', '1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

/** Digit strips from the left, with seconds per step. */
const DIGITS = [
  { id: 'm1000', strip: LATE, turn: 'late', step: 60_000 },
  { id: 'm100', strip: LATE, turn: 'late', step: 6_000 },
  { id: 'm10', strip: TEN, turn: 'ten', step: 600 },
  { id: 'm1', strip: TEN, turn: 'ten', step: 60 },
  { id: 's10', strip: TEN.slice(0, 6), turn: 'six', step: 10 },
  { id: 's1', strip: TEN, turn: 'ten', step: 1 },
] as const;

export function FrozenStrip() {
  const frozen = useFrozen();
  const scripted = useMounted();
  const now = useNow();
  const { mesh } = usePosture();
  const still = useStill();
  return (
    <div className="frozen-strip" data-testid="frozen" aria-hidden={scripted && !frozen ? true : undefined}>
      <span className="frozen-words">
        {mesh.practice === true && <span className="practice-tag">PRACTICE</span>}
        <b>
          {still ? '◇ PAST: as it was published' : '◇ FROZEN: nothing heard in time from the console'}
          <span className="frozen-for"> for</span>
        </b>
      </span>
      <Counter />
      <span className="frozen-when">
        What you see is from <span className="machine">{fullTime(now)}</span>; it may no longer be true.
      </span>
    </div>
  );
}

function Counter() {
  return (
    <span className="frozen-for frozen-count" aria-hidden="true">
      {DIGITS.slice(0, 4).map((digit) => (
        <Digit key={digit.id} {...digit} />
      ))}
      :
      {DIGITS.slice(4).map((digit) => (
        <Digit key={digit.id} {...digit} />
      ))}
    </span>
  );
}

function Digit({ strip, turn, step }: Omit<(typeof DIGITS)[number], 'id'>) {
  const steps = turn === 'six' ? 6 : 10;
  const wait = turn === 'late' ? step : 0;
  return (
    <span className="frozen-digit">
      <span
        className={`digit-strip digits-${turn}`}
        style={{ animationDuration: `${step * steps}s`, animationDelay: `${wait}s` }}
      >
        {strip.map((text, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed strip
          <span key={place}>{text}</span>
        ))}
      </span>
    </span>
  );
}
