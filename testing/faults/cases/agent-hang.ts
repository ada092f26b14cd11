import { hostile } from '../hostile.ts';

export const fault = hostile('hang', 'takes the connection and never answers', /timed out|1\.5 s/i);
