import { hostile } from '../hostile.ts';

export const fault = hostile('endless-body', 'answers the truth and never ends', /timed out|1\.5 s/i);
