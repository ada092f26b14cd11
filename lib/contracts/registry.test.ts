import { expect, test } from 'vitest';
import { contractOf, probeKindSchema } from './registry.ts';

test.each(probeKindSchema.options)('%s is registered under the name that its answers bear', (kind) => {
  expect(contractOf(kind)).toHaveProperty('answer.shape.contract.value', kind);
});
