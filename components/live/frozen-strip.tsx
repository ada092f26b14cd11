'use client';
/** Says that the page is frozen, and for how long by a counter that the style sheet alone drives. */
import { formatEastern } from '../age/instant.ts';
import { useFrozen, useMounted, useNow, usePosture } from './live.tsx';

const TEN = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

/** Digit strips from the left: what stands before the first step, what follows, seconds per step, seconds until it. */
const DIGITS = [
  { id: 'm1000', first: ' ', rest: TEN, step: 60_000 },
  { id: 'm100', first: ' ', rest: TEN, step: 6_000 },
  { id: 'm10', first: ' ', rest: TEN, step: 600 },
  { id: 'm1', first: '0', rest: TEN, step: 60 },
  { id: 's10', first: '0', rest: TEN.slice(0, 5).concat('0'), step: 10 },
  { id: 's1', first: '0', rest: TEN, step: 1 },
];

export function FrozenStrip() {
  const frozen = useFrozen();
  const scripted = useMounted();
  const now = useNow();
  const { mesh } = usePosture();
  return (
    <div className="frozen-strip" data-testid="frozen" aria-hidden={scripted && !frozen ? true : undefined}>
      <span className="frozen-words">
        {mesh.practice === true && <span className="practice-tag">PRACTICE</span>}
        <b>
          ◇ FROZEN: nothing heard in time from the console<span className="frozen-for"> for</span>
        </b>
      </span>
      <Counter />
      <span className="frozen-when">
        What you see is from <span className="machine">{formatEastern(now)}</span>; it may no longer be true.
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

function Digit({ first, rest, step }: { first: string; rest: string[]; step: number }) {
  return (
    <span className="frozen-digit">
      <span
        className={rest.length === 10 ? 'digit-strip digits-ten' : 'digit-strip digits-six'}
        style={{ animationDuration: `${step * rest.length}s`, animationDelay: `${step}s` }}
      >
        {[first, ...rest].map((text, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed strip
          <span key={place}>{text}</span>
        ))}
      </span>
    </span>
  );
}
