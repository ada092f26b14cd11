import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Freeze, freezeBetween, moment, untilFrozen } from './freeze.ts';

describe('what was true at the last beat', () => {
  const beat = { monotonic: 5_000, wall: 1_800_000_000_000 };
  const after = (monotonic: number, wall: number) => ({
    monotonic: beat.monotonic + monotonic,
    wall: beat.wall + wall,
  });
  test.each<[string, number, number, Freeze | null]>([
    ['stands for less than three seconds', 2_900, 2_900, null],
    ['stands no longer than that', 3_000, 3_000, 'silent'],
    ['does not stand after a sleep in which the one clock stood', 200, 600_000, 'away'],
    ['does not stand after a sleep in which both ran on', 600_000, 600_000, 'silent'],
    ['is not believed where the wall clock was set back', 200, -600_000, 'away'],
    ['stands where the wall clock is only corrected', 1_000, 1_900, null],
  ])('%s', (_, monotonic, wall, freeze) => expect(freezeBetween(beat, after(monotonic, wall))).toBe(freeze));
  test('is evaluated alike by a wall clock that is wrong all along', () =>
    expect(
      freezeBetween({ ...beat, wall: 0 }, { monotonic: beat.monotonic + 1_000, wall: 1_000 }),
    ).toBeNull());
});

describe('a page', () => {
  let page: EventTarget & { hidden?: boolean } = new EventTarget();
  let frozen: Freeze[] = [];
  let stop: () => void = () => undefined;
  const shown = (isShown: boolean) => {
    page.hidden = !isShown;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  beforeEach(() => {
    vi.useFakeTimers();
    page = Object.assign(new EventTarget(), { hidden: false });
    const view = new EventTarget();
    vi.stubGlobal('document', page);
    vi.stubGlobal('addEventListener', view.addEventListener.bind(view));
    vi.stubGlobal('removeEventListener', view.removeEventListener.bind(view));
    vi.stubGlobal('dispatchEvent', view.dispatchEvent.bind(view));
    frozen = [];
    stop = untilFrozen(moment(), (why) => void frozen.push(why));
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test('without a beat freezes after 3 s, and is notified once', () => {
    vi.advanceTimersByTime(2_900);
    expect(frozen).toEqual([]);
    vi.advanceTimersByTime(10_000);
    expect(frozen).toEqual(['silent']);
  });
  test('wakes frozen, within a quarter of a second, where the monotonic clock stood', () => {
    vi.setSystemTime(Date.now() + 600_000);
    vi.advanceTimersByTime(250);
    expect(frozen).toEqual(['away']);
  });
  test('that comes back from behind others is frozen before it is drawn, where no beat came meanwhile', () => {
    shown(false);
    // As if its timers had been held back.
    vi.setSystemTime(Date.now() + 30_000);
    shown(true);
    expect(frozen).toEqual(['away']);
  });
  test('that comes back while it is being notified is not frozen for a moment', () => {
    shown(false);
    vi.advanceTimersByTime(700);
    shown(true);
    expect(frozen).toEqual([]);
  });
  test('that froze behind others cannot count for how long', () => {
    shown(false);
    vi.advanceTimersByTime(3_250);
    expect(frozen).toEqual(['away']);
  });
  test('that froze while visible, and was away since, no longer counts', () => {
    vi.advanceTimersByTime(3_250);
    shown(false);
    shown(true);
    expect(frozen).toEqual(['silent', 'away']);
  });
  test('is put away frozen, so that it comes out of the browser’s store frozen', () => {
    dispatchEvent(new Event('pagehide'));
    expect(frozen).toEqual(['away']);
  });
  test('that has had a beat is no longer watched for the one before', () => {
    stop();
    vi.advanceTimersByTime(10_000);
    shown(true);
    dispatchEvent(new Event('pagehide'));
    expect(frozen).toEqual([]);
  });
});
