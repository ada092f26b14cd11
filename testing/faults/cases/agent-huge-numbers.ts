import { hostile } from '../hostile.ts';

export const fault = hostile('huge-numbers', 'answers numbers past any double', /./);
