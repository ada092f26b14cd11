/** Evidence of an agent's verdict: observed values with subject, time and source. */

import { EasternTime } from '#components/age/eastern-time.tsx';
import { Panel } from '#components/panel/panel.tsx';
import { Verdict } from '#components/verdict/verdict.tsx';
import { probeText } from '#lib/messages/status/probe.ts';
import type { AgentPosture } from '#lib/posture.ts';
import type { Evidence as Piece } from '#lib/status/status.ts';

export function Evidence({ evidence }: { evidence: readonly Piece[] }) {
  return (
    <Panel id="evidence" title="Evidence" note="what the verdict rests on">
      {evidence.length === 0 ? (
        <p className="empty">Nothing was seen that the verdict could rest on.</p>
      ) : (
        <ul className="evidence-list">
          {evidence.map((piece) => (
            <li key={`${piece.path} ${piece.subject} ${piece.value}`}>
              <div className="pod-line">
                <span>{piece.path}</span>
                <b className="machine break-anywhere">{piece.value}</b>
              </div>
              <div className="pod-line faint">
                <span className="machine break-anywhere">{piece.subject}</span>
                <span>
                  {piece.at === null ? (
                    'never observed'
                  ) : (
                    <>
                      seen <EasternTime at={piece.at} />
                    </>
                  )}
                </span>
              </div>
              {piece.source !== '' && <p className="faint">Rule: {piece.source}</p>}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

export function Probes({ probes }: { probes: AgentPosture['probes'] }) {
  return (
    <Panel id="probes" title="Probes" note={probes.length === 0 ? 'none by the plan' : undefined}>
      {probes.length === 0 ? (
        <p className="empty">The plan has nobody ask it, so nothing it says is known first-hand.</p>
      ) : (
        <ul className="pod-list">
          {probes.map((probe) => (
            <li key={`${probe.id} ${probe.instance}`}>
              <div className="pod-line">
                <Verdict verdict={probe.verdict} word={probeText(probe).seen} />
              </div>
              <div className="pod-line faint">
                <span className="machine break-anywhere">
                  GET {probe.path} at {probe.instance}
                </span>
                <span>{probe.probeKind}</span>
                {probe.limitSeconds !== null && <span>limit {probe.limitSeconds} s</span>}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
