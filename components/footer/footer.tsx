/** Which documents this page was made from, and what the console can never do. */
'use client';

import { usePosture } from '../live/live.tsx';
import { PageNav } from '../masthead/page-nav.tsx';

export function Footer({ subject }: { subject: string | undefined }) {
  const { id, plan, sources, console: about, mesh } = usePosture();
  const seen = sources.filter((s) => s.verdict !== 'unknown').length;
  return (
    <footer className="footer">
      <PageNav subject={subject} label="Pages, at the foot" />
      <span>
        posture <span className="machine">{id.slice(0, 10)}</span>
      </span>
      <span>
        plan{' '}
        <span className="machine">
          {plan.file.split('/').at(-1)}@{plan.digest.slice(0, 8)}
        </span>
      </span>
      <span>
        sources seen: {seen} of {sources.length}
      </span>
      <span>
        context <span className="machine">{mesh.context}</span>
      </span>
      <span>
        v{about.version} <a href="/api">API</a>
      </span>
      <span className="footer-end">Read-only: this console has no way to change the mesh.</span>
    </footer>
  );
}
