/**
 * The permissions in a SelfSubjectRulesReview that go beyond reading. Pure, and pessimistic about anything that it does
 * not know.
 */

import { z } from 'zod';
import { cleanText } from '#lib/contracts/redact.ts';
import type { Power } from '#lib/facts/fact.ts';

const texts = z.array(z.string()).nullish();
const resourceRuleSchema = z.object({
  verbs: z.array(z.string()),
  apiGroups: texts,
  resources: texts,
  resourceNames: texts,
});
const pathRuleSchema = z.object({ verbs: z.array(z.string()), nonResourceURLs: texts });
export const rulesReviewSchema = z.object({
  kind: z.literal('SelfSubjectRulesReview'),
  apiVersion: z.literal('authorization.k8s.io/v1'),
  status: z.object({
    resourceRules: z.array(resourceRuleSchema).nullable(),
    nonResourceRules: z.array(pathRuleSchema).nullable(),
    /** If it is absent, it is not known, and the answer proves nothing. */
    incomplete: z.boolean(),
    evaluationError: z.string().nullish(),
  }),
});
export type RulesReview = z.infer<typeof rulesReviewSchema>;
type ResourceRule = z.infer<typeof resourceRuleSchema>;
type NewPermission = Omit<Power, 'namespaces'>;

/** The verbs that only read. Any other verb may change something. */
const READS: readonly string[] = ['get', 'list', 'watch'];
const READS_PATHS: readonly string[] = ['get', 'head', 'options'];

/** Reviews of oneself, which every credential may make: they are made by POST and store nothing. */
const HARMLESS: readonly string[] = [
  'selfsubjectaccessreviews.authorization.k8s.io',
  'selfsubjectrulesreviews.authorization.k8s.io',
  'selfsubjectreviews.authentication.k8s.io',
];

/**
 * Resources for which a mere GET does more than read: Secrets reveal their contents, the others run a program or reach
 * one.
 */
const NOT_MERELY_READ: readonly string[] = [
  'secrets',
  'pods/exec',
  'pods/attach',
  'pods/portforward',
  'nodes/proxy',
];

const MAX_WORDS = 12;
const MAX_TEXT = 80;

/** The permissions in one namespace's answer, not yet bounded. */
export function permissionsOf({ status }: RulesReview): NewPermission[] {
  return [
    ...(status.resourceRules ?? []).flatMap(permissionsOfRule),
    ...(status.nonResourceRules ?? []).flatMap(({ verbs, nonResourceURLs }) => {
      const writing = verbs.filter((verb) => !READS_PATHS.includes(verb));
      const paths = nonResourceURLs ?? [];
      return writing.length === 0 || paths.length === 0 ? [] : [permission(writing, paths, [])];
    }),
  ];
}

function permissionsOfRule(rule: ResourceRule): NewPermission[] {
  const names = rule.resourceNames ?? [];
  const grouped = groupedResources(rule);
  const writing = rule.verbs.filter((verb) => !READS.includes(verb));
  const writable = grouped.filter((resource) => !(HARMLESS.includes(resource) && onlyCreates(writing)));
  const result = rule.verbs.filter((verb) => READS.includes(verb));
  const delicate = delicateOf(rule);
  return [
    ...(writing.length > 0 && writable.length > 0 ? [permission(writing, writable, names)] : []),
    // A wider permission to write there is listed already.
    ...(result.length > 0 && delicate.length > 0 && !rule.verbs.includes('*')
      ? [permission(result, delicate, names)]
      : []),
  ];
}

const onlyCreates = (verbs: readonly string[]): boolean => verbs.every((verb) => verb === 'create');

/** `deployments.apps`, `pods`; `*` for all of all groups. */
function groupedResources({ apiGroups, resources }: ResourceRule): string[] {
  return (apiGroups ?? []).flatMap((group) =>
    (resources ?? []).map((resource) =>
      group === '' || (group === '*' && resource === '*') ? resource : `${resource}.${group}`,
    ),
  );
}

function delicateOf({ apiGroups, resources }: ResourceRule): string[] {
  if (!(apiGroups ?? []).some((group) => group === '' || group === '*')) return [];
  return NOT_MERELY_READ.filter((delicate) =>
    (resources ?? []).some((pattern) => matches(pattern, delicate)),
  );
}

/** RBAC's patterns: `*` is all, and `∗/exec` one subresource of all. */
function matches(pattern: string, resource: string): boolean {
  return (
    pattern === '*' ||
    pattern === resource ||
    (pattern.startsWith('*/') && resource.endsWith(pattern.slice(1)))
  );
}

function permission(
  verbs: readonly string[],
  resources: readonly string[],
  names: readonly string[],
): NewPermission {
  return { verbs: shortened(verbs), resources: shortened(resources), names: shortened(names) };
}

/** Redacted and bounded, each once; a last entry says that there are more. */
function shortened(words: readonly string[]): string[] {
  const all = [...new Set(words.map((word) => cleanText(word, MAX_TEXT)))];
  return all.length <= MAX_WORDS ? all : [...all.slice(0, MAX_WORDS), `${all.length - MAX_WORDS} more`];
}

/** Permissions of several namespaces: equal ones once with all their namespaces, the widest first. */
export function joinPermissions(
  found: readonly { namespace: string; powers: readonly NewPermission[] }[],
): Power[] {
  const joined = new Map<string, Power>();
  for (const { namespace, powers } of found)
    for (const one of powers) {
      const key = JSON.stringify(one);
      const held = joined.get(key) ?? { ...one, namespaces: [] };
      if (!held.namespaces.includes(namespace)) held.namespaces.push(namespace);
      joined.set(key, held);
    }
  return [...joined.values()].sort((a, b) => width(b) - width(a));
}

function width({ verbs, resources, names }: Power): number {
  const writes = verbs.some((verb) => !READS.includes(verb));
  return (
    Number(verbs.includes('*')) * 4 +
    Number(resources.includes('*')) * 2 +
    Number(writes) +
    Number(names.length === 0) / 2
  );
}
