import { hostile } from '../hostile.ts';

export const fault = hostile('huge', 'answers 100 MB', /./);
