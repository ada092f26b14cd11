import { expect, test } from 'vitest';
import { ranOf } from './image-id.ts';

const HEX = '0f3c9a1b2d4e5f60'.repeat(4);
const DIGEST = `sha256:${HEX}`;

test.each<[string, string | null, string | null, ReturnType<typeof ranOf>['ran']]>([
  ['containerd, pulled', `r.example/desk/feed@${DIGEST}`, 'containerd://1', registry('containerd')],
  ['docker, pulled', `docker-pullable://r.example/desk/feed@${DIGEST}`, 'docker://1', registry('docker')],
  ['docker, built on its node', `docker://${DIGEST}`, 'docker://1', node('docker')],
  ['containerd, loaded from an archive', DIGEST, 'containerd://1', node('containerd')],
  ['CRI-O, without the algorithm', HEX, 'cri-o://1', node('cri-o')],
  ['a registry with a port', `r.example:5000/feed@${DIGEST}`, 'containerd://1', registry('containerd')],
  ['not pulled yet', '', '', undefined],
  ['never told', null, null, undefined],
  ['a tag in place of an id', 'r.example/desk/feed:7', 'containerd://1', undefined],
  ['a digest that is cut off', 'r.example/desk/feed@sha256:0f', 'containerd://1', undefined],
  ['an id of nobody knows which runtime', DIGEST, '', undefined],
])('%s: what its node runs', (_case, imageId, containerId, ran) => {
  expect(ranOf(imageId, containerId).ran).toEqual(ran);
});

function registry(runtime: string) {
  return { digest: DIGEST, knownTo: 'registry' as const, runtime };
}

function node(runtime: string) {
  return { digest: DIGEST, knownTo: 'node' as const, runtime };
}
