/** Health of the console's own process, and its permissions in the cluster. */
'use client';

import type { ReactNode } from 'react';
import { EasternTime } from '#components/age/eastern-time.tsx';
import { usePosture, useTick } from '#components/live/live.tsx';
import { Panel } from '#components/panel/panel.tsx';
import type { SourcesDocument } from '#lib/documents/sources.ts';
import { permissionText } from '#lib/messages/status/permission.ts';
import { text } from '#lib/messages/text.ts';
import { Moment } from './moment.tsx';
import { StateMark } from './state-mark.tsx';

interface ConsoleSignsProps {
  told: SourcesDocument;
  /** It describes the past. */
  past: boolean;
}

export function ConsoleSigns({ told, past }: ConsoleSignsProps) {
  const { console: signs, cluster } = told;
  const { seq } = useTick();
  const health = past
    ? { verdict: 'unknown' as const, word: 'Cannot be read now' }
    : signs.reasons.length > 0
      ? { verdict: 'unknown' as const, word: 'Not the present' }
      : { verdict: 'good' as const, word: 'Judges in time' };
  return (
    <Panel id="self" title="The console itself">
      <dl className="signs" data-testid="console-signs">
        <Sign name="Process">
          <StateMark {...health} />
          {!past && signs.reasons.map((reason) => <p key={reason.code}>{text(reason)}</p>)}
        </Sign>
        <Sign name="Running for">
          <Moment since={signs.startedAt} />
        </Sign>
        <Sign name="What it says last changed">{past ? '—' : <Moment since={signs.publishedAt} />}</Sign>
        <Sign name="Beats since its start">
          <span className="machine">{seq}</span>
        </Sign>
        <Sign name="Last beat late by">
          <span className="machine">{past ? '—' : `${signs.lateMs} ms`}</span>
        </Sign>
        <Sign name="Stood still">{past ? '—' : <Trouble count={signs.stalls} last={signs.lastStall} />}</Sign>
        <Sign name="Its clock was set">
          {past ? '—' : <Trouble count={signs.clockSteps} last={signs.lastStep} />}
        </Sign>
        <Sign name="Its clock is shifted by">
          <span className="machine">{signs.clockOffsetSeconds} s</span>
        </Sign>
        <Sign name="Viewers">
          <span className="machine">{past ? '—' : signs.viewers}</span>
          {!past && signs.droppedReaders > 0 && `, ${signs.droppedReaders} let go that took nothing`}
        </Sign>
        <Sign name="Version">
          <span className="machine">
            {signs.version} {signs.build.slice(0, 12)}
          </span>
        </Sign>
        <Sign name="Cluster">
          <span className="machine break-anywhere">{cluster.context}</span>
        </Sign>
        <Sign name="Cluster version">
          <span className="machine">{past ? '—' : (cluster.version ?? 'not read yet')}</span>
          {!past && cluster.version !== null && (
            <>
              , read <Moment since={cluster.observedAt} />
            </>
          )}
        </Sign>
      </dl>
    </Panel>
  );
}

export function Permissions() {
  const { permissions } = usePosture();
  const { value, detail } = permissionText(permissions);
  return (
    <Panel id="permissions" title="What its credential may do" note="asked of the API server itself">
      <div className="permissions" data-testid="permissions" data-verdict={permissions.verdict}>
        <StateMark verdict={permissions.verdict} word={value} />
        <p className="break-anywhere freeze-away">{detail}</p>
        {permissions.evidence.length > 0 && (
          <ul className="freeze-away">
            {permissions.evidence.map(({ path, value, subject, at }) => (
              <li key={`${path} ${value}`} className="break-anywhere">
                {path} <span className="machine">{value}</span>
                <span className="faint">
                  {' '}
                  {subject}
                  {at !== null && (
                    <>
                      , asked <EasternTime at={at} />
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}

function Sign({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Trouble({ count, last }: { count: number; last: SourcesDocument['console']['lastStall'] }) {
  if (count === 0 || last === null) return 'never';
  return (
    <>
      {count === 1 ? 'once' : `${count} times`}, last by {last.seconds} s until <EasternTime at={last.at} />
    </>
  );
}
