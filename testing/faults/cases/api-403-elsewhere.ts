import { all, executionIs, proofFails, says } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { status } from '../relay.ts';

const WHOLE_CLUSTER = /^\/api(s\/apps)?\/v1\/(deployments|pods)$/;

export const fault: Fault = {
  title: '403 on deployments and pods of the whole cluster: only the mesh’s own namespaces may be read',
  group: 'API server',
  interval: 'poll',
  relayed: true,
  expect: all(
    executionIs('unproven'),
    proofFails('executors-scaled', 'unknown'),
    proofFails('executor-pods', 'unknown'),
    says((p) => {
      const source = p.sources.find((s) => s.id === 'poll/Deployment');
      return source?.verdict !== 'good' ? null : 'poll/Deployment good';
    }),
  ),
  cause({ relay }) {
    relay.meddling.answer = ({ pathname }) =>
      WHOLE_CLUSTER.test(pathname) ? status(403, 'Forbidden', 'forbidden at the cluster scope') : null;
    relay.wire.cut();
  },
  end({ relay }) {
    relay.meddling = {};
  },
};
