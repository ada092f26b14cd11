import { hostile } from '../hostile.ts';

export const fault = hostile('header-flood', 'answers behind 100 KB of headers', /./);
