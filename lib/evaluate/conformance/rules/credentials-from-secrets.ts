/**
 * Credentials come from Secrets and from nowhere else, as far as a container's environment shows it. Only their names
 * are shown, never a value.
 */

import { isSecretKey } from '../../../contracts/redact.ts';
import type { ContainerSpec, EnvironmentEntry } from '../../../facts/fact.ts';
import type { ConformanceRule } from '../rule.ts';
import { say } from '../say.ts';
import { bySpecs, EVERY_ROLE, inContainers, type Noticed, noticed } from '../verdict.ts';

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
      unremarked: { state: 'holds', why: say('conform-no-credential') },
    }),
};

function credentialsOf(container: ContainerSpec): Noticed[] {
  const whole = container.environmentFrom
    .filter((source) => source.kind === 'config-map')
    .map(({ kind, name }) => noticed('cannot-see', say('conform-whole-source', { kind, name })));
  return [...container.environment.filter((e) => isSecretKey(e.name)).flatMap(originOf), ...whole];
}

function originOf({ name: variable, origin, filled, ref }: EnvironmentEntry): Noticed[] {
  switch (origin) {
    case 'secret':
      return [noticed('holds', say('conform-from-secret', { variable }))];
    case 'config-map':
      return [
        noticed('broken', say('conform-from-config-map', { variable, configMap: ref?.configMap ?? '' })),
      ];
    case 'field':
      return [];
    case 'other':
      return [noticed('cannot-see', say('conform-put-together', { variable }))];
    case 'literal':
      if (!filled) return [];
      return NAMES_A_PLACE.test(variable)
        ? [noticed('cannot-see', say('conform-names-a-place', { variable }))]
        : [noticed('broken', say('conform-in-spec', { variable }))];
  }
}
