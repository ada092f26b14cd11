import { hostile } from '../hostile.ts';

export const fault = hostile('lies-ok', 'says ok, of ticks that are an hour old', /./);
