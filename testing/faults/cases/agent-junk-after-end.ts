import { hostile } from '../hostile.ts';

export const fault = hostile('junk-after-end', 'sends bytes of no answer after its answer', /./);
