import { hostile } from '../hostile.ts';

export const fault = hostile('redirect', 'redirects to itself for ever', /./);
