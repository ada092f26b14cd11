import { hostile } from '../hostile.ts';

export const fault = hostile('html', 'answers 200 with a web page', /./);
