import { hostile } from '../hostile.ts';

export const fault = hostile('reset', 'cuts the connection instead of answering', /./);
