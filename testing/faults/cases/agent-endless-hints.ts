import { hostile } from '../hostile.ts';

export const fault = hostile('endless-hints', 'sends hints without end and never an answer', /./);
