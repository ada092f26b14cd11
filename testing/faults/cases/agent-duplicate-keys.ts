import { hostile } from '../hostile.ts';

export const fault = hostile('duplicate-keys', 'says no and yes under the same keys', /./);
