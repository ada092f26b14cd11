/** Sources with freshness and scope, unavailable ones with reasons, and the console's own health. */
'use client';

import { EasternTime } from '#components/age/eastern-time.tsx';
import { useDocument } from '#components/live/documents.ts';
import { usePosture } from '#components/live/live.tsx';
import { type SourcesDocument, sourcesDocument } from '#lib/documents/sources.ts';
import { ConsoleSigns, Permissions } from './console-signs.tsx';
import { ProbeTable } from './probe-table.tsx';
import { SourceTable } from './source-table.tsx';
import { StateMark } from './state-mark.tsx';

export function SourcesPage({ first }: { first: SourcesDocument }) {
  const { told, past } = useDocument(sourcesDocument, {}, first);
  return (
    <>
      <Head at={told.at} past={past} />
      <SourceTable details={told.sources} past={past} />
      <ProbeTable details={told.agents} past={past} />
      <div className="sight-pair">
        <ConsoleSigns told={told} past={past} />
        <Permissions />
      </div>
    </>
  );
}

function Head({ at, past }: { at: string; past: boolean }) {
  return (
    <div className="sight-head">
      <h1 className="page-title">Sources</h1>
      <p className="faint">
        What the console sees of the mesh, how far and how fresh. What it does not see it holds to be unknown.
      </p>
      <Summary />
      <p className="faint" role={past ? 'status' : undefined} data-testid="sources-at">
        {past ? '◇ The details cannot be read now; they were last read at ' : 'details as of '}
        <EasternTime at={at} />
      </p>
    </div>
  );
}

/** In one line whether safety rests on what is seen. */
function Summary() {
  const { sources } = usePosture();
  const safety = sources.filter((source) => source.safety);
  const unseen = safety.filter(({ verdict }) => verdict === 'unknown').length;
  if (safety.length === 0) return <StateMark verdict="unknown" word="No safety source has been read yet" />;
  return unseen === 0 ? (
    <StateMark verdict="good" word={`All ${safety.length} safety sources are seen`} />
  ) : (
    <StateMark verdict="unknown" word={`${unseen} of ${safety.length} safety sources are not seen`} />
  );
}
