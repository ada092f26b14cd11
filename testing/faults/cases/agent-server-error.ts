import { hostile } from '../hostile.ts';

export const fault = hostile('server-error', 'answers 500', /500/);
