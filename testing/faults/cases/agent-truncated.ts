import { hostile } from '../hostile.ts';

export const fault = hostile('truncated', 'stops in the middle of its answer', /./);
