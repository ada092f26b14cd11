/** Sources of the console; unavailable ones stand out. */
'use client';

import { sourceLine } from '#lib/messages/status/source.ts';
import type { Posture } from '#lib/posture.ts';
import { Age } from '../age/age.tsx';
import { usePosture, useTick } from '../live/live.tsx';
import { Panel } from '../panel/panel.tsx';
import { toneOf, VerdictShape } from '../verdict/verdict.tsx';

type Source = Posture['sources'][number];

export function Sources() {
  const { sources } = usePosture();
  const unseen = sources.filter((s) => s.verdict === 'unknown').length;
  const missing = sources.filter((s) => s.code === 'missing').length;
  const seen = unseen === 0 ? `all ${sources.length} seen` : `${unseen} of ${sources.length} not seen`;
  const note = missing === 0 ? seen : `${missing} of the plan not there`;
  return (
    <Panel id="sources" title="What the console sees" note={note}>
      <ul className="sources">
        {sources.map((source) => (
          <SourceItem key={source.id} source={source} />
        ))}
      </ul>
    </Panel>
  );
}

function SourceItem({ source }: { source: Source }) {
  const { measured } = useTick();
  return (
    <li
      className={`source source-${toneOf(source.verdict)}`}
      data-testid={`source-${source.id}`}
      data-verdict={source.verdict}
    >
      <span className={`tone-${toneOf(source.verdict)}`}>
        <VerdictShape verdict={source.verdict} size={11} />
      </span>
      <span className="source-label">
        {source.label}
        {source.safety && <span className="faint"> · safety</span>}
        {source.code !== 'seen' && <span className="source-why">{sourceLine(source)}</span>}
      </span>
      <span className="source-age machine faint">
        <Age since={measured.sources[source.id] ?? null} none="never" />
      </span>
    </li>
  );
}
