/** The image is one that can be named again: by digest, or by a tag that is neither moving nor a placeholder. */

import type { ConformanceRule } from '../rule.ts';
import { byWholeSpecs, EVERY_ROLE, inContainers, type Noticed } from '../verdict.ts';

const SOURCE = 'docs/contracts.md, Kubernetes: images';

const DIGEST = /@sha256:[0-9a-f]{64}$/;
/** Tags that are moved by their very meaning. */
const MOVING = [
  'latest',
  'dev',
  'develop',
  'main',
  'master',
  'edge',
  'nightly',
  'snapshot',
  'head',
  'stable',
];
/** What a template leaves where a release should have put a version. */
const PLACEHOLDER =
  /^(image_?)?tag$|place_?holder|change_?me|replace_?me|todo|fixme|^your_|^unset$|^none$|^x+$/i;

export const imagePinned: ConformanceRule = {
  id: 'image-pinned',
  title: 'Image is pinned',
  source: SOURCE,
  applies: () => true,
  check: (scope) =>
    byWholeSpecs(scope, 'images', {
      rule: SOURCE,
      look: (spec) => inContainers(spec, EVERY_ROLE, (container) => [pinning(container.image)]),
      unremarked: { state: 'cannot-see', why: 'no spec of it was read' },
    }),
};

/** How an image reference is pinned. A port of the registry is no tag. */
export function pinning(image: string): Noticed {
  const name = image.trim();
  if (name === '') return { state: 'cannot-see', text: 'the spec names no image' };
  if (DIGEST.test(name)) return { state: 'holds', text: 'pinned by digest' };
  const last = name.split('@')[0]?.split('/').at(-1) ?? '';
  const tag = last.includes(':') ? last.slice(last.indexOf(':') + 1) : null;
  if (tag === null || tag === '') return { state: 'broken', text: `${last.slice(0, 80)} has no tag` };
  const text = last.slice(0, 80);
  if (MOVING.includes(tag.toLowerCase())) return { state: 'broken', text: `${text}: the tag ${tag} moves` };
  if (PLACEHOLDER.test(tag.replaceAll('-', '_')))
    return { state: 'broken', text: `${text}: the tag is a placeholder` };
  return { state: 'holds', text: `tag ${tag}` };
}
