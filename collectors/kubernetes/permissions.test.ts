import { describe, expect, test } from 'vitest';
import { joinPermissions, permissionsOf, type RulesReview, rulesReviewSchema } from './permissions.ts';

type Rule = NonNullable<RulesReview['status']['resourceRules']>[number];

const review = (
  resourceRules: Rule[],
  nonResourceRules: RulesReview['status']['nonResourceRules'] = [],
): RulesReview => ({
  kind: 'SelfSubjectRulesReview',
  apiVersion: 'authorization.k8s.io/v1',
  status: { resourceRules, nonResourceRules, incomplete: false },
});
const rule = (
  verbs: string[],
  resources: string[],
  apiGroups: string[] = [''],
  resourceNames: string[] = [],
): Rule => ({ verbs, apiGroups, resources, resourceNames });
const READ = ['get', 'list', 'watch'];

/** `verbs resources [names]`, one text for each permission. */
const told = (...rules: Rule[]) =>
  permissionsOf(review(rules)).map(({ verbs, resources, names }) =>
    [verbs.join(','), resources.join(','), ...(names.length > 0 ? [names.join(',')] : [])].join(' '),
  );

describe('more than reading', () => {
  test.each<[string, Rule[], string[]]>([
    ['nothing', [], []],
    ['reading pods and maps', [rule(READ, ['pods', 'pods/log', 'pods/proxy', 'configmaps'])], []],
    [
      'questions about oneself',
      [
        rule(['create'], ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'], ['authorization.k8s.io']),
        rule(['create'], ['selfsubjectreviews'], ['authentication.k8s.io']),
      ],
      [],
    ],
    [
      'more than a question about oneself',
      [rule(['create', 'delete'], ['selfsubjectrulesreviews'], ['authorization.k8s.io'])],
      ['create,delete selfsubjectrulesreviews.authorization.k8s.io'],
    ],
    [
      'the same name in another group',
      [rule(['create'], ['selfsubjectrulesreviews'], ['authorization.openshift.io'])],
      ['create selfsubjectrulesreviews.authorization.openshift.io'],
    ],
    [
      'questions about others',
      [rule(['create'], ['subjectaccessreviews'], ['authorization.k8s.io'])],
      ['create subjectaccessreviews.authorization.k8s.io'],
    ],
    ...[
      'create',
      'update',
      'patch',
      'delete',
      'deletecollection',
      'impersonate',
      'bind',
      'escalate',
      'approve',
      '*',
      'use',
      'Get',
    ].map((verb): [string, Rule[], string[]] => [
      `the verb ${verb}`,
      [rule([verb], ['roles'], ['rbac'])],
      [`${verb} roles.rbac`],
    ]),
    [
      'only the verbs that are more',
      [rule([...READ, 'patch'], ['deployments'], ['apps'])],
      ['patch deployments.apps'],
    ],
    ['everything', [rule(['*'], ['*'], ['*'])], ['* *']],
    ['all of one group', [rule(['*'], ['*'], ['apps'])], ['* *.apps']],
    ['one object', [rule(['patch'], ['configmaps'], [''], ['halt'])], ['patch configmaps halt']],
    ['reading Secrets', [rule(['list'], ['secrets'])], ['list secrets']],
    ['reading one Secret', [rule(['get'], ['secrets'], [''], ['broker'])], ['get secrets broker']],
    [
      'reading everything',
      [rule(['get'], ['*'], ['*'])],
      ['get secrets,pods/exec,pods/attach,pods/portforward,nodes/proxy'],
    ],
    ['Secrets of another group', [rule(['get'], ['secrets'], ['example.org'])], []],
    ['a GET that runs a program', [rule(['get'], ['pods/exec'])], ['get pods/exec']],
    ['that of all kinds', [rule(['get'], ['*/exec'])], ['get pods/exec']],
    ['both at once', [rule(['get', 'update'], ['secrets'])], ['update secrets', 'get secrets']],
    ['a rule without groups or resources', [{ verbs: ['*'] }], []],
  ])('%s', (_, rules, powers) => {
    expect(told(...rules)).toEqual(powers);
  });

  test('paths that are not resources count if they are more than read', () => {
    const paths = [
      { verbs: ['get', 'head'], nonResourceURLs: ['/healthz', '/api/*'] },
      { verbs: ['post'], nonResourceURLs: ['/hooks'] },
      { verbs: ['*'], nonResourceURLs: ['*'] },
    ];
    expect(permissionsOf(review([], paths)).map(({ verbs, resources }) => [...verbs, ...resources])).toEqual([
      ['post', '/hooks'],
      ['*', '*'],
    ]);
  });

  test('it is cut and cleaned: names come from the cluster', () => {
    const many = Array.from({ length: 500 }, (_, i) => `r${i}`);
    const [permission] = permissionsOf(review([rule(['patch'], ['\u001b[31mx token=abcdef'], ['g'], many)]));
    expect(permission?.names).toHaveLength(13);
    expect(permission?.names.at(-1)).toBe('488 more');
    expect(permission?.resources[0]).not.toMatch(/\u001b|abcdef/);
  });

  test('no rules are no permissions', () => {
    const status = { resourceRules: null, nonResourceRules: null, incomplete: false };
    expect(permissionsOf({ ...review([]), status })).toEqual([]);
  });
});

describe('an answer', () => {
  test.each([
    ['of another kind', { kind: 'SelfSubjectAccessReview' }],
    ['of another version', { apiVersion: 'authorization.k8s.io/v2' }],
    ['without a status', { status: undefined }],
    ['that does not say whether it is complete', { status: { resourceRules: [], nonResourceRules: [] } }],
    ['without its rules', { status: { nonResourceRules: [], incomplete: false } }],
  ])('%s proves nothing', (_, change) => {
    expect(rulesReviewSchema.safeParse(review([])).success).toBe(true);
    expect(rulesReviewSchema.safeParse({ ...review([]), ...change }).success).toBe(false);
  });
});

test('equal permissions of several namespaces are one, and the widest comes first', () => {
  const patch = { verbs: ['patch'], resources: ['pods'], names: [] };
  const named = { ...patch, names: ['a'] };
  const secrets = { verbs: ['get'], resources: ['secrets'], names: [] };
  const all = { verbs: ['*'], resources: ['*'], names: [] };
  const joined = joinPermissions([
    { namespace: 'floor', powers: [secrets, named, patch] },
    { namespace: 'default', powers: [patch, all] },
  ]);
  expect(joined).toEqual([
    { ...all, namespaces: ['default'] },
    { ...patch, namespaces: ['floor', 'default'] },
    { ...named, namespaces: ['floor'] },
    { ...secrets, namespaces: ['floor'] },
  ]);
});
