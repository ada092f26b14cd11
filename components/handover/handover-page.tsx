/** A shift on one sheet, for the screen and for paper: of what span it tells, and through which times nobody watched. */
import { formatAge } from '#components/age/format.ts';
import { formatEasternMoment, formatUtc } from '#components/age/instant.ts';
import { Panel } from '#components/panel/panel.tsx';
import type { Handover, HandoverPage as Page, Since } from '#lib/wire/handover.ts';
import { CadenceDone } from './cadence-done.tsx';
import { ChangeList } from './change-list.tsx';
import { ExecutionSpells, FiredTable, Untold } from './fired-table.tsx';
import { MeshTag } from './mesh-tag.tsx';
import { OpenNow } from './open-now.tsx';

export function HandoverPage({ told }: { told: Page | null }) {
  return (
    <div className="handover" data-testid="handover">
      {told === null ? (
        <>
          <h1 className="page-title">Hand-over</h1>
          <p className="empty" data-testid="handover-unread">
            ◇ The journal cannot be read now, so nothing can be said of this shift. Hand over by the runbook.
          </p>
        </>
      ) : (
        <Sheet handover={told.handover} choices={told.choices} />
      )}
    </div>
  );
}

function Sheet({ handover, choices }: { handover: Handover; choices: readonly Since[] }) {
  return (
    <>
      <Head handover={handover} choices={choices} />
      <Unwatched gaps={handover.unwatched} />
      <OpenNow open={handover.open} to={handover.to} />
      <Panel id="fired" title="What fired" note="each rule, from when to when">
        <FiredTable fired={handover.fired} whole={handover.unwatched.length === 0} />
        <Untold untold={handover.untold} />
      </Panel>
      <Panel id="execution" title="Execution">
        <ExecutionSpells spells={handover.execution} />
      </Panel>
      <Panel id="cadence" title="Cadence">
        <CadenceDone items={handover.cadence} />
      </Panel>
      <Panel id="changes" title="Changes" note="of images, replicas and modes">
        <ChangeList changes={handover.changes} whole={handover.unwatched.length === 0} />
      </Panel>
      <p className="past-line">
        <a href="/runbooks/handover">How to hand over</a>
      </p>
    </>
  );
}

function Head({ handover: { from, to }, choices }: { handover: Handover; choices: readonly Since[] }) {
  return (
    <div className="handover-head">
      <h1 className="page-title">
        Hand-over <MeshTag />
      </h1>
      <p data-testid="handover-span">
        From <b>{formatEasternMoment(from)}</b> until <b>{formatEasternMoment(to)}</b>,{' '}
        {formatAge(Date.parse(to) - Date.parse(from))}.{' '}
        <span className="faint">
          As of {formatUtc(to)}; this page does not renew itself. <a href="/handover">Read again</a>
        </span>
      </p>
      <form className="handover-since" action="/handover" method="get">
        <span>Since</span>
        {choices.map(({ name, from: since }) => (
          <a
            key={name}
            className="button"
            href={`/handover?from=${since}`}
            aria-current={since === from ? 'true' : undefined}
          >
            {name}
          </a>
        ))}
        <label>
          or{' '}
          <input
            name="from"
            className="machine"
            defaultValue={from.replace(/\.\d+Z$/, 'Z')}
            pattern="\d{4}-\d\d-\d\dT[\d:.]+(Z|[+\-]\d\d:\d\d)"
            title="an instant with its zone, such as 2026-11-20T09:30:00-05:00"
            aria-label="An instant with its zone, such as 2026-11-20T09:30:00-05:00"
            size={24}
          />
        </label>
        <button type="submit" className="button">
          Show
        </button>
      </form>
    </div>
  );
}

function Unwatched({ gaps }: { gaps: Handover['unwatched'] }) {
  if (gaps.length === 0)
    return (
      <p data-testid="handover-watched">
        The whole time was watched: what does not stand here did not happen.
      </p>
    );
  return (
    <div className="handover-gaps" data-testid="handover-unwatched">
      <p>
        <b>◇ Not the whole time was watched.</b> What happened then does not stand here:
      </p>
      <ul>
        {gaps.slice(0, MOST_GAPS).map(({ from, to, why }) => (
          <li key={`${from}${why}`}>
            {formatEasternMoment(from)} – {formatEasternMoment(to)} (
            {formatAge(Date.parse(to) - Date.parse(from))}): {why}
          </li>
        ))}
        {gaps.length > MOST_GAPS && <li>and {gaps.length - MOST_GAPS} more, by /api/v1/handover</li>}
      </ul>
    </div>
  );
}

/** A sheet has room for some; a console that was restarted a hundred times is told as that. */
const MOST_GAPS = 8;
