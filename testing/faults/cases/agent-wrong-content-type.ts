import { hostile } from '../hostile.ts';

export const fault = hostile('wrong-content-type', 'answers the truth and calls it a web page', /./);
