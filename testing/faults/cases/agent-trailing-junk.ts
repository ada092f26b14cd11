import { hostile } from '../hostile.ts';

export const fault = hostile('trailing-junk', 'answers the truth with junk after it', /./);
