import { hostile } from '../hostile.ts';

export const fault = hostile('deep-nesting', 'answers 30,000 arrays in each other', /./);
