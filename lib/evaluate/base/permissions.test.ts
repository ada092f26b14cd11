import { describe, expect, test } from 'vitest';
import { NOW } from '#testing/samples/facts.ts';
import { SITUATION_PLAN } from '#testing/samples/situations/plan.ts';
import type { Fact, PermissionsValue } from '../../facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../../facts/ledger.ts';
import { marketAt } from '../../market/market.ts';
import { say } from '../../messages/say.ts';
import { permissionText } from '../../messages/status/permission.ts';
import { permissionsSchema } from '../../posture.ts';
import { evaluatePermissions } from './permissions.ts';

const HOUR = 3_600_000;
const PERMISSION = {
  verbs: ['patch', 'update'],
  resources: ['deployments.apps'],
  names: [],
  namespaces: ['floor'],
};

const told = (value: Partial<PermissionsValue> | null, now = NOW) => {
  const fact: Fact = {
    subject: 'permissions',
    kind: 'permissions',
    observedAt: NOW,
    source: 'permissions',
    value: {
      review: 'asked',
      checkedAt: NOW,
      failure: null,
      namespaces: ['floor', 'default'],
      incomplete: false,
      evaluationError: null,
      powers: [],
      morePowers: 0,
      ...value,
    },
  };
  const ledger = applyAll(EMPTY_LEDGER, value === null ? [] : [fact]);
  const evaluated = evaluatePermissions({ plan: SITUATION_PLAN, ledger, market: marketAt(now), now });
  expect(permissionsSchema.safeParse(evaluated).success).toBe(true);
  return { ...evaluated, ...permissionText(evaluated) };
};

const CASES: [string, Partial<PermissionsValue> | null, number, string, string][] = [
  ['nothing said', null, 0, 'unknown', 'not asked yet'],
  ['switched off', { review: 'off', checkedAt: null }, 0, 'unknown', 'its review is switched off'],
  [
    'a whole answer without a power',
    {},
    0,
    'good',
    'nothing but reading in floor, default; Secrets not even that',
  ],
  [
    'the same after two hours',
    {},
    2 * HOUR,
    'good',
    'nothing but reading in floor, default; Secrets not even that',
  ],
  ['the same after more', {}, 2 * HOUR + 1, 'unknown', 'last answered 10:15:00 ET'],
  ['one from the future', { checkedAt: NOW + HOUR }, 0, 'unknown', 'last answered 11:15:00 ET'],
  [
    'an incomplete answer',
    { incomplete: true },
    0,
    'unknown',
    'the API server calls its own answer incomplete',
  ],
  [
    'an incomplete answer with why',
    { incomplete: true, evaluationError: 'webhook' },
    0,
    'unknown',
    'the API server calls its own answer incomplete: webhook',
  ],
  [
    'an error although it calls itself complete',
    { evaluationError: 'x' },
    0,
    'unknown',
    'the API server calls its own answer incomplete: x',
  ],
  [
    'refused',
    { checkedAt: null, failure: say('cause-forbidden', { words: null }) },
    0,
    'unknown',
    '403: not allowed',
  ],
  ['refused after an answer', { failure: say('cause-refused') }, 0, 'unknown', 'connection refused'],
  ['an answer about no namespace', { namespaces: [] }, 0, 'unknown', 'no namespace was asked about'],
  [
    'a power',
    { powers: [PERMISSION] },
    0,
    'attention',
    'this credential could patch, update deployments.apps in floor',
  ],
  [
    'several',
    { powers: [PERMISSION, PERMISSION], morePowers: 3 },
    0,
    'attention',
    'this credential could patch, update deployments.apps in floor and 4 more',
  ],
  [
    'everything',
    { powers: [{ verbs: ['*'], resources: ['*'], names: [], namespaces: ['floor', 'default'] }] },
    0,
    'attention',
    'this credential could do anything to anything in floor, default',
  ],
  [
    'one object by its name',
    { powers: [{ ...PERMISSION, verbs: ['get'], resources: ['secrets'], names: ['broker'] }] },
    0,
    'attention',
    'this credential could get secrets named broker in floor',
  ],
  [
    'a power in an incomplete answer',
    { powers: [PERMISSION], incomplete: true },
    0,
    'attention',
    'this credential could patch, update deployments.apps in floor',
  ],
  [
    'a power, and a failure since',
    { powers: [PERMISSION], failure: say('cause-timeout', { timeoutMs: 2_500 }) },
    HOUR,
    'attention',
    'this credential could patch, update deployments.apps in floor',
  ],
  [
    'a power too long ago',
    { powers: [PERMISSION] },
    3 * HOUR,
    'unknown',
    'last answered 10:15:00 ET · last known: this credential could patch, update deployments.apps in floor',
  ],
];

describe('the permissions of the credential', () => {
  test.each(CASES)('%s', (_, value, later, verdict, detail) => {
    expect(told(value, NOW + later)).toMatchObject({ verdict, detail });
  });

  test('are in the evidence, each permission with its rule', () => {
    expect(
      told({ powers: [PERMISSION, { ...PERMISSION, verbs: ['delete'] }] }).evidence.map((e) => e.value),
    ).toEqual(['patch, update deployments.apps in floor', 'delete deployments.apps in floor']);
    expect(told({}).evidence).toMatchObject([{ value: 'only read', subject: 'floor, default' }]);
    expect(told({ incomplete: true }).evidence).toMatchObject([{ value: 'nothing that is listed' }]);
    expect(told({ checkedAt: null, failure: say('cause-refused') }).evidence).toEqual([]);
  });
});
