/**
 * Bars above everything else: an outdated tab, another console or plan behind it, a plan that is not the one on disk.
 */
'use client';

import { useLive } from '../live/live.tsx';

export function Notices() {
  const { outdated, moved, posture } = useLive();
  // An outdated tab has been live: it has an address.
  const path = typeof location === 'undefined' ? '/' : location.pathname;
  const { problems } = posture.plan;
  return (
    <>
      {outdated && (
        <div className="notice" role="status" data-testid="outdated">
          ▲ This tab is older than the console: <a href={path}>reload</a>
        </div>
      )}
      {moved !== null && (
        <div className="notice" role="status" data-testid="moved">
          ▲{' '}
          {moved === 'mesh'
            ? `Another console answers at this address now: ${posture.mesh.name}, ${posture.mesh.context}.`
            : 'The plan in force is another one than when this page was opened.'}{' '}
          <a href={path}>reload</a>
        </div>
      )}
      {problems.length > 0 && (
        <div className="notice" data-testid="plan-problems">
          <span>▲ The plan on disk is not in force; the one before it is.</span>
          <span className="machine">{problems.slice(0, 3).join(' · ')}</span>
        </div>
      )}
    </>
  );
}
