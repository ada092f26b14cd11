/** One agent's SLO: how it stands and why, its minutes, its budget, and whether that burns. */

import type { ReactNode } from 'react';
import { StateMark } from '#components/sources/state-mark.tsx';
import type { AgentSlo, SloMeasured } from '../document.ts';
import {
  burnText,
  leftText,
  minutesText,
  objectiveText,
  pagingLook,
  standingLook,
  totalText,
} from './labels.ts';
import { SloBar } from './slo-bar.tsx';

export function SloRow({ agent, past }: { agent: AgentSlo; past: boolean }) {
  const { name, verdict, because, measured } = agent;
  return (
    <li className="slo" data-testid={`slo-${name}`} data-verdict={verdict}>
      <Part note={objectiveText(agent)}>
        <a className="machine" href={`/agents/${name}`}>
          {name}
        </a>
      </Part>
      <Part note={because}>
        <StateMark {...standingLook(verdict, past)} />
      </Part>
      {measured !== null && <Numbers measured={measured} met={verdict === 'met' && !past} past={past} />}
    </li>
  );
}

function Numbers({ measured, met, past }: { measured: SloMeasured; met: boolean; past: boolean }) {
  const { minutes, budget, burn, paging } = measured;
  return (
    <>
      <Part note={minutesText(minutes)}>
        <SloBar minutes={minutes} met={met} />
      </Part>
      <Part note={totalText(budget.total)}>
        <b>{leftText(budget.left)}</b>
      </Part>
      <Part note={`${burnText(burn.fast)}; ${burnText(burn.slow)}`}>
        <StateMark {...pagingLook(paging, past)} />
      </Part>
    </>
  );
}

function Part({ note, children }: { note: string; children: ReactNode }) {
  return (
    <div>
      {children}
      <span className="slo-note">{note}</span>
    </div>
  );
}
