import { hostile } from '../hostile.ts';

export const fault = hostile('ok-without-evidence', 'says ok and proves nothing', /./);
