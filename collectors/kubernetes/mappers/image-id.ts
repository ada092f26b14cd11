/** What a container's status says of the image that its node runs, in one form for all container runtimes. */

import type { ContainerState } from '#lib/facts/fact.ts';

/** `docker-pullable://repo@sha256:…`, `repo@sha256:…`, `docker://sha256:…` or `sha256:…`. */
const IMAGE_ID = /^(?:[a-z-]+:\/\/)?(?:(.*)@)?((?:sha256:[0-9a-f]{64})|(?:sha512:[0-9a-f]{128}))$/;
/** CRI-O names an image that no registry knows by its bare id, without the algorithm. */
const BARE = /^(?:[a-z-]+:\/\/)?([0-9a-f]{64})$/;
const RUNTIME = /^([a-z0-9.-]+):\/\/./;

/**
 * Of `imageID` the digest alone counts: a node names an image that it pulled from two registries by either. A digest
 * without a repository is the id of the image's configuration, which compares only with others of its sort.
 */
export function ranOf(
  imageId: string | null | undefined,
  containerId: string | null | undefined,
): Pick<ContainerState, 'ran'> {
  const runtime = RUNTIME.exec(containerId ?? '')?.[1];
  const [, repository, named] = IMAGE_ID.exec(imageId ?? '') ?? [];
  const bare = BARE.exec(imageId ?? '')?.[1];
  const digest = named ?? (bare === undefined ? undefined : `sha256:${bare}`);
  if (runtime === undefined || digest === undefined) return {};
  return { ran: { digest, knownTo: repository === undefined ? 'node' : 'registry', runtime } };
}
