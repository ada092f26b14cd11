import { sourceLine } from '#lib/messages/status/source.ts';
import { patch } from '../../../e2e/operator.ts';
import { all, never, says } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { EXECUTOR } from '../mesh-words.ts';

const SOURCE = 'watch/Deployment';
const PATH = `/apis/apps/v1/namespaces/trading-floor/deployments/${EXECUTOR}`;
const EACH_MS = 300;
let changes = 0;
let changing: NodeJS.Timeout | undefined;

export const fault: Fault = {
  title: 'lines of the watch of deployments cannot be read as JSON',
  group: 'API server',
  interval: 'poll',
  relayed: true,
  expect: all(
    says((p) => {
      const source = p.sources.find((s) => s.id === SOURCE);
      const told = source === undefined ? '' : sourceLine(source);
      return source?.verdict !== 'good' && /could not be read|unreadable/.test(told)
        ? null
        : `${SOURCE} ${source?.verdict}: ${told}`;
    }),
    never(({ posture }) =>
      (posture?.sources ?? []).filter((s) => s.id === SOURCE && s.verdict === 'good').map((s) => s.id),
    ),
  ),
  cause({ relay, mesh }) {
    relay.meddling.line = ({ pathname }, line) => ({
      send: [pathname.endsWith('/deployments') ? `${line.slice(0, line.length / 2)}\n` : `${line}\n`],
    });
    // Again and again: a change that comes while the watch restarts is in its list, and makes no line.
    changing = setInterval(() => {
      changes += 1;
      const annotations = { 'practice/fault': String(changes) };
      patch(mesh, PATH, { metadata: { annotations } }).catch(() => undefined);
    }, EACH_MS);
  },
  end({ relay }) {
    clearInterval(changing);
    relay.meddling = {};
  },
};
