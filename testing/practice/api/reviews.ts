import { z } from 'zod';
import type { Json } from '../world/json.ts';
import { allowed, READ_VERBS, type Role, VIEWER_RULES } from './auth.ts';
import { ApiError, unknownPath } from './status.ts';

const accessReviewSchema = z.looseObject({
  spec: z.looseObject({
    resourceAttributes: z
      .looseObject({
        verb: z.string().default('*'),
        group: z.string().default(''),
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
      : allowed(role, { verb, group: attributes.group, resource }, forbidden);
  const status = { allowed: may };
  return {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    spec,
    status,
  };
}

const rulesReviewSchema = z.looseObject({
  spec: z.looseObject({ namespace: z.string().default('') }).default({ namespace: '' }),
});

/**
 * Permissions of every account, by the roles `system:basic-user`, `system:discovery` and `system:public-info-viewer`.
 */
const BASIC_USER = [
  {
    verbs: ['create'],
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  },
  { verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'] },
];
const OPEN = ['/healthz', '/livez', '/readyz', '/version', '/version/'];
const DISCOVERY = [
  {
    verbs: ['get'],
    nonResourceURLs: ['/api', '/api/*', '/apis', '/apis/*', '/openapi', '/openapi/*', ...OPEN],
  },
  { verbs: ['get'], nonResourceURLs: OPEN },
];

/** As the API server answers: with an empty `spec`, and never without a namespace. */
function rulesReview(role: Role, body: Json, forbidden: ReadonlySet<string>): unknown {
  if (rulesReviewSchema.parse(body).spec.namespace === '')
    throw new ApiError(400, 'BadRequest', 'no namespace on request');
  const all = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };
  const reads = VIEWER_RULES.map((rule) => ({
    verbs: READ_VERBS,
    ...rule,
    resources: rule.resources.filter((resource) => !forbidden.has(resource)),
  }));
  const operator = role === 'operator';
  return {
    kind: 'SelfSubjectRulesReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: { creationTimestamp: null },
    spec: {},
    status: {
      resourceRules: [...BASIC_USER, ...(operator ? [all] : reads)],
      nonResourceRules: [...DISCOVERY, ...(operator ? [{ verbs: ['*'], nonResourceURLs: ['*'] }] : [])],
      incomplete: false,
    },
  };
}
