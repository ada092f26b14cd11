import { hostile } from '../hostile.ts';

export const fault = hostile('huge-integers', 'answers integers past 2^63', /./);
