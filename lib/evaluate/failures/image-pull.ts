/** An image that cannot be pulled, by any of the kubelet's names for it (plan, Failure modes matrix). */

import { type FailureDetect, failure } from './failure.ts';
import { podFailure } from './pod-failures.ts';

export const detectImagePull: FailureDetect = (scope) =>
  podFailure(scope, 'image-pull', (seen, said) => failure('images-not-pulled', seen, { said }));
