import { hostile } from '../hostile.ts';

export const fault = hostile('empty', 'answers 200 with nothing', /./);
