import { hostile } from '../hostile.ts';

export const fault = hostile('drip', 'answers one byte a second', /timed out|1\.5 s/i);
