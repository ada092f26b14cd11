import { hostile } from '../hostile.ts';

export const fault = hostile('gzip-bomb', 'answers 50 MB in as many KB of gzip', /./);
