import { hostile } from '../hostile.ts';

export const fault = hostile('deep-evidence', 'answers the truth with 10,000 arrays beside it', /./);
