import { describe, expect, test } from 'vitest';
import { slopeOf } from './slope.ts';

describe('the drift of a size', () => {
  test.each([
    ['flat', 0, 5],
    ['growing', 12, 100],
    ['shrinking', -3, 40],
  ])('%s: the slope of a straight line is found without error', (_what, perHour, start) => {
    const samples = Array.from({ length: 50 }, (_, i) => ({
      hours: i / 100,
      value: start + (perHour * i) / 100,
    }));
    const found = slopeOf(samples);
    expect(found.perHour).toBeCloseTo(perHour, 9);
    expect(found.error).toBeCloseTo(0, 9);
  });

  test('a size that goes up and down by as much is reported to be flat, with the error that this leaves', () => {
    const samples = Array.from({ length: 400 }, (_, i) => ({ hours: i / 400, value: 100 + (i % 2) }));
    const { perHour, error } = slopeOf(samples);
    expect(Math.abs(perHour)).toBeLessThan(2 * error);
  });
});
