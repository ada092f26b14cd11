/**
 * The pods of an agent, with what the last crash of each left behind, and the workloads that they belong to. All of it
 * as last seen: only the agent's own verdict knows how old that is, so nothing here is drawn as good.
 */

import type { ReactNode } from 'react';
import { EasternTime } from '#components/age/eastern-time.tsx';
import { Panel } from '#components/panel/panel.tsx';
import { counted } from '#lib/messages/lists.ts';
import type { AgentPosture } from '#lib/posture.ts';

type Pod = AgentPosture['pods']['list'][number];

export function Pods({ agent }: { agent: AgentPosture }) {
  const { desired, ready, restarts, place, list } = agent.pods;
  const counts =
    desired === null ? place : `${ready ?? '?'} of ${desired} ready, ${restarts ?? '?'} restarts`;
  return (
    <Panel id="pods" title="Pods" note={counts ?? 'not known'}>
      {list.length === 0 ? (
        <p className="empty">
          {place === null ? 'No pod is seen.' : `It does not run as pods here: ${place}.`}
        </p>
      ) : (
        <ul className="pod-list">
          {list.map((pod) => (
            <PodItem key={`${pod.namespace}/${pod.name}`} pod={pod} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function PodItem({ pod }: { pod: Pod }) {
  const state = pod.terminating ? 'terminating' : pod.phase;
  return (
    <li>
      <div className="pod-line">
        <span className="machine pod-name">{pod.name}</span>
        <span className="faint">{pod.namespace}</span>
      </div>
      <div className="pod-line pod-facts">
        <span className={pod.ready ? undefined : 'pod-unready'}>{pod.ready ? 'Ready' : 'Not ready'}</span>
        <span>{state}</span>
        <span className="tabular-nums">{counted(pod.restarts, 'restart')}</span>
        <span className="faint">{pod.node === null ? 'on no node' : `on ${pod.node}`}</span>
      </div>
      {pod.waiting !== null && (
        <Told title={`Waiting: ${pod.waiting.reason}`} message={pod.waiting.message} />
      )}
      {pod.lastExit !== null && (
        <Told title={<ExitTitle exit={pod.lastExit} />} message={pod.lastExit.message} />
      )}
    </li>
  );
}

function ExitTitle({ exit: { code, reason, at } }: { exit: NonNullable<Pod['lastExit']> }) {
  return (
    <>
      Last exit
      {at !== null && (
        <>
          {' '}
          at <EasternTime at={at} />
        </>
      )}
      : code {code ?? 'not known'}
      {reason !== null && `, ${reason}`}
    </>
  );
}

/** The cluster's own text. */
function Told({ title, message }: { title: ReactNode; message: string | null }) {
  return (
    <div className="pod-told">
      <b>{title}</b>
      {message !== null && <pre className="machine">{message}</pre>}
    </div>
  );
}

export function Workloads({ agent }: { agent: AgentPosture }) {
  return (
    <Panel id="workloads" title="Workloads" note={agent.workloads.length === 0 ? 'none seen' : undefined}>
      {agent.workloads.length === 0 ? (
        <p className="empty">
          {agent.pods.place === null
            ? 'No workload of it is in the cluster.'
            : `It runs elsewhere: ${agent.pods.place}.`}
        </p>
      ) : (
        <ul className="pod-list">
          {agent.workloads.map((w) => (
            <li key={`${w.kind}/${w.namespace}/${w.name}`}>
              <div className="pod-line">
                <span className="machine pod-name">{w.name}</span>
                <span className="faint">
                  {w.kind} in {w.namespace}
                </span>
              </div>
              <div className="pod-line pod-facts">
                <span className="tabular-nums">
                  {w.desired ?? '?'} wanted, {w.ready ?? '?'} ready
                </span>
                <span className="machine faint break-anywhere">{w.image ?? 'image not known'}</span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
