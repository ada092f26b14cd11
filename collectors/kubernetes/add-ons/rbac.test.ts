import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { POLLED, WATCHED } from '../kinds.ts';
import { ADD_ON_KINDS } from './kinds.ts';

const roleSchema = z.object({
  kind: z.literal('ClusterRole'),
  rules: z.array(
    z.object({ apiGroups: z.array(z.string()), resources: z.array(z.string()), verbs: z.array(z.string()) }),
  ),
});

const ROLES = parseAllDocuments(readFileSync('deploy/rbac.yaml', 'utf8')).flatMap(
  (document) => roleSchema.safeParse(document.toJS()).data ?? [],
);

test.each([...WATCHED, ...POLLED, ...ADD_ON_KINDS].map((kind) => [kind.name, kind] as const))(
  'the role that we ship may read %s in the whole cluster, and no more',
  (_name, { roots: [root = ''], resource }) => {
    const group = root.startsWith('/apis/') ? (root.split('/')[2] ?? '') : '';
    const rules = ROLES.flatMap((role) => role.rules).filter(
      (rule) => rule.apiGroups.includes(group) && rule.resources.includes(resource),
    );
    expect(rules.map(({ verbs }) => verbs)).toEqual([['get', 'list', 'watch']]);
  },
);
