import { z } from 'zod';
import type { Json } from '../world/json.ts';
import { allowed, READ_VERBS, type Role, VIEWER_RULES } from './auth.ts';
import { unknownPath } from './status.ts';

const accessReviewSchema = z.looseObject({
  spec: z.looseObject({
    resourceAttributes: z
      .looseObject({
        verb: z.string().default('*'),
        resource: z.string().default('*'),
        subresource: z.string().optional(),
      })
      .optional(),
    nonResourceAttributes: z.looseObject({ verb: z.string().default('get') }).optional(),
  }),
});

/** Answers `SelfSubjectAccessReview` and `SelfSubjectRulesReview`: what may the asking credential do? */
export function review(path: string, role: Role, body: Json, forbidden: ReadonlySet<string>): unknown {
  if (path.endsWith('/selfsubjectaccessreviews')) return accessReview(role, body, forbidden);
  if (path.endsWith('/selfsubjectrulesreviews')) return rulesReview(role, body, forbidden);
  throw unknownPath();
}

function accessReview(role: Role, body: Json, forbidden: ReadonlySet<string>): unknown {
  const { spec } = accessReviewSchema.parse(body);
  const attributes = spec.resourceAttributes;
  const resource = attributes?.subresource
    ? `${attributes.resource}/${attributes.subresource}`
    : (attributes?.resource ?? '');
  const verb = attributes?.verb ?? spec.nonResourceAttributes?.verb ?? '*';
  const may =
    attributes === undefined
      ? role === 'operator' || verb === 'get'
      : allowed(role, { verb, resource }, forbidden);
  const status = { allowed: may };
  return {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    spec,
    status,
  };
}

function rulesReview(role: Role, body: Json, forbidden: ReadonlySet<string>): unknown {
  const all = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };
  const reviews = {
    verbs: ['create'],
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  };
  const reads = VIEWER_RULES.map((rule) => ({
    verbs: READ_VERBS,
    ...rule,
    resources: rule.resources.filter((resource) => !forbidden.has(resource)),
  }));
  const nonResource = {
    verbs: ['get'],
    nonResourceURLs: ['/api', '/api/*', '/apis', '/apis/*', '/healthz', '/livez', '/readyz', '/version'],
  };
  const status = {
    incomplete: false,
    resourceRules: role === 'operator' ? [all, reviews] : [...reads, reviews],
    nonResourceRules: [role === 'operator' ? { verbs: ['*'], nonResourceURLs: ['*'] } : nonResource],
  };
  const spec = typeof body === 'object' && body !== null && 'spec' in body ? body.spec : {};
  return {
    kind: 'SelfSubjectRulesReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    spec,
    status,
  };
}
