/** The address of a document. */

import type { Definition, Parameters, ParamsOf } from './define.ts';

/** Path and query for the parameters, in the order of the definition. */
export function addressOf<P extends Parameters>(
  { path, query }: Pick<Definition<P>, 'path' | 'query'>,
  params: ParamsOf<P>,
): string {
  const given: Readonly<Record<string, string | number | undefined>> = params;
  const parts = Object.keys(query).flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`];
  });
  return parts.length === 0 ? path : `${path}?${parts.join('&')}`;
}
