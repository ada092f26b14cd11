import { hostile } from '../hostile.ts';

export const fault = hostile('stale', 'answers 503: its ticks are an hour old', /503|stale/i);
