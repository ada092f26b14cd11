import { hostile } from '../hostile.ts';

export const fault = hostile('garbage-bytes', 'answers bytes that are no text', /./);
