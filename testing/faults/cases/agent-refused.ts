import { hostile } from '../hostile.ts';

export const fault = hostile('refused', 'does not listen', /./);
