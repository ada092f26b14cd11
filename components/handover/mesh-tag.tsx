'use client';
/** Whose mesh it is, since on paper the head of the page is missing. */
import { usePosture } from '#components/live/live.tsx';

export function MeshTag() {
  const { mesh } = usePosture();
  return (
    <>
      <span className="handover-mesh">{mesh.name}</span>{' '}
      {mesh.practice !== false && (
        <span className="practice-tag">{mesh.practice === null ? 'MESH NOT IDENTIFIED' : 'PRACTICE'}</span>
      )}
    </>
  );
}
