/** Every source, worst first: the verdict as the posture has it now, the details as they were last read. */
'use client';

import { usePosture, useTick } from '#components/live/live.tsx';
import { Panel } from '#components/panel/panel.tsx';
import { runbookAt } from '#components/runbook/sections.ts';
import { toneOf } from '#components/verdict/verdict.tsx';
import type { SourceDetail } from '#lib/documents/sources.ts';
import { sourceText } from '#lib/messages/status/source.ts';
import type { Posture } from '#lib/posture.ts';
import { Moment } from './moment.tsx';
import { worstFirst } from './rank.ts';
import { StateMark } from './state-mark.tsx';

interface SourceTableProps {
  details: readonly SourceDetail[];
  /** The details describe the past, so none is shown. */
  past: boolean;
}

export function SourceTable({ details, past }: SourceTableProps) {
  const { sources } = usePosture();
  const unseen = sources.filter((s) => s.verdict === 'unknown').length;
  const note = unseen === 0 ? `${sources.length} sources` : `${unseen} of ${sources.length} sources not seen`;
  return (
    <Panel id="reads" title="What it reads" note={note}>
      <table className="data-table sight-table">
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Sight</th>
            <th scope="col">How far</th>
            <th scope="col" className="num">
              Read
            </th>
            <th scope="col" className="num">
              All read
            </th>
            <th scope="col" className="num">
              Last event
            </th>
            <th scope="col" className="num">
              Objects
            </th>
            <th scope="col" className="num">
              Restarts
            </th>
            <th scope="col" className="num">
              Unreadable
            </th>
          </tr>
        </thead>
        <tbody>
          {worstFirst(sources).map((source) => (
            <SourceRow
              key={source.id}
              source={source}
              detail={past ? undefined : details.find(({ id }) => id === source.id)}
            />
          ))}
        </tbody>
      </table>
      {sources.length === 0 && <p className="sight-none">◇ Nothing has been read yet.</p>}
    </Panel>
  );
}

interface SourceRowProps {
  source: Posture['sources'][number];
  detail: SourceDetail | undefined;
}

function SourceRow({ source, detail }: SourceRowProps) {
  const { measured } = useTick();
  const { id, label, verdict, runbook } = source;
  const { state, reason } = sourceText(source);
  return (
    <tr className={`sight-${toneOf(verdict)}`} data-testid={`sight-${id}`} data-verdict={verdict}>
      <th scope="row" className="break-anywhere">
        {label}
      </th>
      <td>
        <StateMark verdict={verdict} word={state} />
        {reason !== '' && <span className="sight-why break-anywhere">{reason}</span>}
        {runbook !== null && (
          <a className="sight-why" href={runbookAt(runbook.slug, 'checks')}>
            Open runbook: {runbook.title}
          </a>
        )}
      </td>
      <td data-label="How far">{scopeOf(detail)}</td>
      <td className="num" data-label="Read">
        <Moment since={measured.sources[id]} />
      </td>
      <td className="num" data-label="All read">
        {detail ? <Moment since={detail.syncedAt} /> : '—'}
      </td>
      <td className="num" data-label="Last event" data-quiet={detail?.lastEventAt === null}>
        {detail ? <Moment since={detail.lastEventAt} none="none" /> : '—'}
      </td>
      <td className="num machine" data-label="Objects">
        {detail?.count ?? '—'}
      </td>
      <td className="num machine" data-label="Restarts" data-quiet={detail?.restarts === 0}>
        {detail?.restarts ?? '—'}
      </td>
      <td className="num machine" data-label="Unreadable" data-quiet={detail?.unreadable === 0}>
        {detail?.unreadable ?? '—'}
      </td>
    </tr>
  );
}

function scopeOf(detail: SourceDetail | undefined): string {
  if (detail === undefined || detail.scope === null) return '—';
  return detail.scope === 'cluster' ? 'whole cluster' : detail.scope.join(', ');
}
