/** The contracts document, made when somebody asks for it and kept for those who ask in the same second. */

import type { World } from '#lib/evaluate/base/input.ts';
import type { EvaluationState } from '#lib/evaluate/base/state.ts';
import type { ContractsDocument } from '../document.ts';
import { conformanceOf } from '../model/conformance.ts';

/** Time for which a document may be shown as present: the page polls every 5 s, and may lose two polls. */
const VALID_MS = 15_000;

/** Reads the contracts of the console's world; at most once per posture and second. */
export function contractsReader(console: {
  posture(): { id: string };
  world(): World;
  evaluationState(): EvaluationState;
}): () => ContractsDocument {
  let kept: { key: string; document: ContractsDocument } | null = null;
  return () => {
    const world = console.world();
    const { id } = console.posture();
    const key = `${id} ${Math.floor(world.now / 1_000)}`;
    if (kept?.key === key) return kept.document;
    const document = {
      at: new Date(world.now).toISOString(),
      validUntil: new Date(world.now + VALID_MS).toISOString(),
      postureId: id,
      ...conformanceOf(world, console.evaluationState()),
    };
    kept = { key, document };
    return document;
  };
}
