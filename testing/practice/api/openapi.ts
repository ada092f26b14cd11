import { apiVersionOf, type Resource } from './resources.ts';

/**
 * The part of OpenAPI v3 that kubectl asks for before `create -f` and `apply`: which resources check fields on the
 * server. With it kubectl leaves the checking to the server, as it does with a real one.
 */
export function openApiAt(path: string, resources: readonly Resource[]): unknown {
  const groups = [...new Set(resources.map(groupPathOf))];
  if (path === '/openapi/v3')
    return {
      paths: Object.fromEntries(
        groups.map((group) => [group, { serverRelativeURL: `/openapi/v3/${group}` }]),
      ),
    };
  const group = path.startsWith('/openapi/v3/') ? path.slice('/openapi/v3/'.length) : '';
  return groups.includes(group) ? groupDocument(group, resources) : undefined;
}

const groupPathOf = (resource: Resource) =>
  `${resource.group === '' ? 'api' : 'apis'}/${apiVersionOf(resource)}`;

function groupDocument(path: string, resources: readonly Resource[]): unknown {
  const served = resources.filter((resource) => groupPathOf(resource) === path);
  const paths = served.map(({ group, version, kind, plural, namespaced }) => {
    const patch = {
      parameters: [{ name: 'fieldValidation', in: 'query', schema: { type: 'string' } }],
      responses: { 200: { description: 'OK' } },
      'x-kubernetes-action': 'patch',
      'x-kubernetes-group-version-kind': { group, version, kind },
    };
    return [`/${path}/${namespaced ? 'namespaces/{namespace}/' : ''}${plural}/{name}`, { patch }];
  });
  return {
    openapi: '3.0.0',
    info: { title: 'practice mesh', version: 'v1.32.0' },
    paths: Object.fromEntries(paths),
  };
}
