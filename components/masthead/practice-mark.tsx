/** Says what kind of mesh this is wherever a picture of the page could be cut out. */
'use client';

import { usePosture } from '../live/live.tsx';

export function PracticeMark() {
  const { mesh, console: about } = usePosture();
  const shifted = about.clockOffsetSeconds !== 0 ? ' · clock shifted' : '';
  if (mesh.practice === false)
    return shifted === '' ? null : <span className="pill pill-practice">clock shifted</span>;
  return (
    <span className="pill pill-practice" data-testid="practice-mark">
      {mesh.practice === null ? (
        'mesh not identified'
      ) : (
        <>
          PRACTICE<span className="wide-only"> MESH</span>
        </>
      )}
      {shifted}
    </span>
  );
}

/** The faint pattern over the whole page; only on a practice mesh. */
export function PracticeWatermark() {
  return usePosture().mesh.practice === true ? (
    <div className="practice-watermark" aria-hidden="true" />
  ) : null;
}
