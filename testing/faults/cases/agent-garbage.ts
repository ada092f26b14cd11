import { hostile } from '../hostile.ts';

export const fault = hostile('garbage', 'answers what is no JSON, with escapes and script in it', /./);
