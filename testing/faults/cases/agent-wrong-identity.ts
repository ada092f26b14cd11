import { hostile } from '../hostile.ts';

export const fault = hostile('wrong-identity', 'answers under another name', /somebody-else|ident/i);
