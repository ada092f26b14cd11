/** What makes weak signs count: the object is of the mesh, or could reach a broker. */

import { valuesOf } from '../../../facts/ledger.ts';
import { holdsBrokerCredentials } from '../../base/credentials.ts';
import { isRef, type World } from '../../base/input.ts';
import { oncePer } from '../../base/once.ts';
import { cloudRunOf } from '../cloud-search.ts';
import { repositoryOf } from './phrases.ts';
import { type Candidate, repositoriesOf } from './signs.ts';

export type Beside = 'namespace' | 'credentials' | 'image';

/** The repositories of the agents' images, and the folders of the registry that they lie in. */
const meshImages = oncePer((world: World): ReadonlySet<string> => {
  const { plan, ledger } = world;
  const refs = plan.agents.flatMap((agent) => agent.workloads);
  const own = [
    ...valuesOf(ledger, 'workload').filter((w) => refs.some((ref) => isRef(plan, ref, w))),
    ...plan.agents.flatMap((agent) => cloudRunOf(world, agent)),
  ];
  const images = own.flatMap((o) =>
    o.containers.filter((c) => c.role === 'main').map((c) => repositoryOf(c.image)),
  );
  return new Set(images.flatMap((image) => [image, ...folderOf(image)]));
});

/** `registry.example/desk/mesh/x` → `registry.example/desk/mesh/`. A registry alone is shared with everybody. */
function folderOf(repository: string): string[] {
  const parts = repository.split('/').slice(0, -1);
  return parts.length > 1 ? [`${parts.join('/')}/`] : [];
}

export function besideOf(world: World, object: Pick<Candidate, 'namespace' | 'containers'>): Beside | null {
  const { plan } = world;
  if (plan.mesh.namespaces.includes(object.namespace)) return 'namespace';
  if (object.containers.some((c) => holdsBrokerCredentials(plan, c))) return 'credentials';
  const images = meshImages(world);
  const ofMesh = repositoriesOf(object.containers).some((image) =>
    [image, ...folderOf(image)].some((known) => images.has(known)),
  );
  return ofMesh ? 'image' : null;
}
