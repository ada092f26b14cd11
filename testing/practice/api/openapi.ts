import { RESOURCES } from './resources.ts';

/**
 * The part of OpenAPI v3 that kubectl asks for before `create -f` and `apply`: which resources check fields on the
 * server. With it kubectl leaves the checking to the server, as it does with a real one.
 */
export function openApiAt(path: string): unknown {
  if (path === '/openapi/v3')
    return {
      paths: Object.fromEntries(
        groupPaths().map((group) => [group, { serverRelativeURL: `/openapi/v3/${group}` }]),
      ),
    };
  const group = path.startsWith('/openapi/v3/') ? path.slice('/openapi/v3/'.length) : '';
  return groupPaths().includes(group) ? groupDocument(group) : undefined;
}

const groupPathOf = (group: string, version: string) =>
  group === '' ? `api/${version}` : `apis/${group}/${version}`;

function groupPaths(): string[] {
  return [...new Set(RESOURCES.map((resource) => groupPathOf(resource.group, resource.version)))];
}

function groupDocument(path: string): unknown {
  const resources = RESOURCES.filter((resource) => groupPathOf(resource.group, resource.version) === path);
  const paths = resources.map(({ group, version, kind, plural, namespaced }) => {
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
