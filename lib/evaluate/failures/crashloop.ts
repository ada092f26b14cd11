/** CrashLoopBackOff of any container in the mesh's namespaces (plan, Failure modes matrix). */

import { type FailureDetect, failure } from './failure.ts';
import { podFailure } from './pod-failures.ts';

export const detectCrashloop: FailureDetect = (scope) =>
  podFailure(scope, 'crashloop', (seen, said) => failure('pods-crashing', seen, { said }));
