import { BUILDS } from './builds.ts';
import { CONTENT } from './content.ts';
import { TRANSPORT } from './transport.ts';

/** The behaviours that `POST /practice/faults` takes for an agent. `refused`: nobody listens on the port. */
export const BEHAVIOURS: readonly string[] = [
  'normal',
  'refused',
  ...Object.keys(BUILDS),
  ...Object.keys(CONTENT),
  ...Object.keys(TRANSPORT),
];
