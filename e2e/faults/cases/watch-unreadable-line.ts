import { patch } from '../../operator.ts';
import { all, never, says } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { EXECUTOR } from '../mesh-words.ts';

const SOURCE = 'watch/Deployment';
const PATH = `/apis/apps/v1/namespaces/trading-floor/deployments/${EXECUTOR}`;
const annotate = (at: string) => ({ metadata: { annotations: { 'practice/fault': at } } });

export const fault: Fault = {
  title: 'lines of the watch of deployments cannot be read as JSON',
  group: 'API server',
  interval: 'sweep',
  relayed: true,
  expect: all(
    says((p) => {
      const source = p.sources.find((s) => s.id === SOURCE);
      return source?.verdict !== 'good' && /could not be read|unreadable/.test(source?.reason ?? '')
        ? null
        : `${SOURCE} ${source?.verdict}: ${source?.reason}`;
    }),
    never(({ posture }) =>
      (posture?.sources ?? []).filter((s) => s.id === SOURCE && s.verdict === 'good').map((s) => s.id),
    ),
  ),
  async cause({ relay, mesh }) {
    relay.meddling.line = ({ pathname }, line) => ({
      send: [pathname.endsWith('/deployments') ? `${line.slice(0, line.length / 2)}\n` : `${line}\n`],
    });
    await patch(mesh, PATH, annotate('cause'));
  },
  end({ relay }) {
    relay.meddling = {};
  },
};
