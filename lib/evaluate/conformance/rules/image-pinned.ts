/** The image is one that can be named again: by digest, or by a tag that is neither moving nor a placeholder. */

import type { ConformanceRule } from '../rule.ts';
import { say } from '../say.ts';
import { byWholeSpecs, EVERY_ROLE, inContainers, type Noticed, noticed } from '../verdict.ts';

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
/** Placeholders that a template leaves if no release version was filled in. */
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
      unremarked: { state: 'cannot-see', why: say('conform-no-spec') },
    }),
};

/** Kind of pin of an image reference. A port of the registry is no tag. */
export function pinning(image: string): Noticed {
  const name = image.trim();
  if (name === '') return noticed('cannot-see', say('conform-no-image'));
  if (DIGEST.test(name)) return noticed('holds', say('conform-by-digest'));
  const last = name.split('@')[0]?.split('/').at(-1) ?? '';
  const tag = last.includes(':') ? last.slice(last.indexOf(':') + 1) : null;
  const shown = last.slice(0, 80);
  if (tag === null || tag === '') return noticed('broken', say('conform-no-tag', { image: shown }));
  if (MOVING.includes(tag.toLowerCase()))
    return noticed('broken', say('conform-moving-tag', { image: shown, tag }));
  if (PLACEHOLDER.test(tag.replaceAll('-', '_')))
    return noticed('broken', say('conform-placeholder-tag', { image: shown }));
  return noticed('holds', say('conform-tag', { tag }));
}
