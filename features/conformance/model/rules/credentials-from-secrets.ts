/**
 * Credentials come from Secrets and from nowhere else, as far as a container's environment shows it. They are told by their
 * names; no value of one is ever shown.
 */

import { isSecretKey } from '#lib/contracts/redact.ts';
import type { ContainerSpec, EnvironmentEntry } from '#lib/facts/fact.ts';
import type { ConformanceRule } from '../rule.ts';
import { bySpecs, EVERY_ROLE, inContainers, type Noticed } from '../verdict.ts';

const SOURCE = 'plan, Agent contracts: credentials mounted via secrets, never committed';

/** By convention these name a place where a credential lies, and do not hold it. */
const NAMES_A_PLACE = /_(FILE|PATH|DIR|NAME)$/;

export const credentialsFromSecrets: ConformanceRule = {
  id: 'credentials-from-secrets',
  title: 'Credentials only from Secrets',
  source: SOURCE,
  applies: () => true,
  check: (scope) =>
    bySpecs(scope, {
      rule: SOURCE,
      look: (spec) => inContainers(spec, EVERY_ROLE, credentialsOf),
      unremarked: { state: 'holds', why: 'no credential stands in its environment' },
    }),
};

function credentialsOf(container: ContainerSpec): Noticed[] {
  const whole = container.environmentFrom
    .filter((source) => source.kind === 'config-map')
    .map(
      ({ name }): Noticed => ({
        state: 'cannot-see',
        text: `what ConfigMap ${name}, taken whole, sets is not read`,
      }),
    );
  return [...container.environment.filter((e) => isSecretKey(e.name)).flatMap(originOf), ...whole];
}

function originOf({ name, origin, filled, ref }: EnvironmentEntry): Noticed[] {
  switch (origin) {
    case 'secret':
      return [{ state: 'holds', text: `${name} comes from a Secret` }];
    case 'config-map':
      return [{ state: 'broken', text: `${name} comes from ConfigMap ${ref?.configMap ?? ''}` }];
    case 'field':
      return [];
    case 'other':
      return [{ state: 'cannot-see', text: `${name} is put together from other variables` }];
    case 'literal':
      if (!filled) return [];
      return NAMES_A_PLACE.test(name)
        ? [
            {
              state: 'cannot-see',
              text: `${name} is written into the spec; by its name it says where, not what`,
            },
          ]
        : [{ state: 'broken', text: `${name} is written into the spec` }];
  }
}
