import { describe, expect, test } from 'vitest';
import type { AgentPosture } from '#lib/posture.ts';
import {
  EMPTY_POSTURE,
  sampleAgent,
  sampleFailure,
  samplePod,
  sampleRunning,
} from '#testing/samples/empty-posture.ts';
import { affectedBy } from './affected.ts';
import { commandOf, fill, namesFor, unknownIn } from './fill.ts';

const SLUG = 'tide_unknown';
const COMMAND = 'kubectl --context {{context}} -n {{namespace}} logs {{pod}} --tail=9';

describe('the affected one', () => {
  test('is the agent that shows the failure mode, not a worse one of another runbook', () => {
    const posture = {
      ...EMPTY_POSTURE,
      agents: [
        sampleRunning('crane', [samplePod('crane-1')], { verdict: 'bad' }),
        sampleRunning('tide', [samplePod('tide-1')]),
      ],
      failures: [
        sampleFailure('tide-unknown', { who: ['tide'] }),
        sampleFailure('crashing', { who: ['crane'], runbook: { slug: 'other', title: 'Other' } }),
      ],
    };
    expect(affectedBy(posture, SLUG).agent?.name).toBe('tide');
  });

  test('of several is the one with the worst verdict', () => {
    const posture = {
      ...EMPTY_POSTURE,
      agents: [
        sampleAgent('calm'),
        sampleAgent('blind', { verdict: 'unknown' }),
        sampleAgent('down', { verdict: 'bad' }),
      ],
      failures: [sampleFailure('tide-unknown', { who: ['calm', 'blind', 'down'] })],
    };
    expect(affectedBy(posture, SLUG).agent?.name).toBe('down');
  });

  test('is the workload that the failure mode names, with its pod, among several of an agent', () => {
    const pods = [samplePod('gauge-0'), samplePod('buoy-0')];
    const workloads = ['gauge', 'buoy'].map((name) => ({
      kind: 'StatefulSet',
      namespace: 'port',
      name,
      desired: 1,
      ready: 1,
      image: null,
    }));
    const agent = sampleAgent('tide', {
      workloads,
      pods: { desired: 2, ready: 2, restarts: 0, place: null, list: pods },
    });
    const posture = { ...EMPTY_POSTURE, agents: [agent], failures: [sampleFailure('f', { who: ['buoy'] })] };
    const { workload, pod } = affectedBy(posture, SLUG);
    expect([workload?.name, pod?.name]).toEqual(['buoy', 'buoy-0']);
  });

  test.each([
    [
      'one that waits before one that is not ready',
      samplePod('tide-2', { ready: false, waiting: { reason: 'CrashLoopBackOff', message: null } }),
    ],
    ['one that is not ready before one that is', samplePod('tide-2', { ready: false })],
    ['one that restarted before one that did not', samplePod('tide-2', { restarts: 3 })],
  ])('is its pod that is worst off: %s', (_, troubled) => {
    const unready = troubled.waiting ? [samplePod('tide-1', { ready: false })] : [samplePod('tide-1')];
    const posture = {
      ...EMPTY_POSTURE,
      agents: [sampleRunning('tide', [...unready, troubled, samplePod('tide-3')])],
      failures: [sampleFailure('f', { who: ['tide'] })],
    };
    expect(affectedBy(posture, SLUG).pod?.name).toBe('tide-2');
  });

  test('is, while nothing is wrong, the one on whose answers the absence rests', () => {
    const evidence = [{ subject: 'port/tide-1', path: 'tide', value: 'fresh', at: null, source: '' }];
    const posture = {
      ...EMPTY_POSTURE,
      agents: [sampleRunning('crane', [samplePod('crane-1')]), sampleRunning('tide', [samplePod('tide-1')])],
      failures: [sampleFailure('f', { state: 'absent', verdict: 'good', evidence })],
    };
    expect(affectedBy(posture, SLUG).pod?.name).toBe('tide-1');
  });

  test('is nobody where nothing connects an agent with the runbook', () => {
    const posture = {
      ...EMPTY_POSTURE,
      agents: [sampleRunning('crane', [samplePod('crane-1')], { verdict: 'bad' })],
    };
    expect(affectedBy(posture, SLUG)).toEqual({ agent: null, workload: null, pod: null });
  });
});

describe('a command', () => {
  const affected = {
    ...EMPTY_POSTURE,
    agents: [sampleRunning('tide', [samplePod('tide-1')])],
    failures: [sampleFailure('f', { who: ['tide'] })],
  };

  test('is filled with the names of the cluster', () => {
    const pieces = fill(COMMAND, namesFor(affected, SLUG));
    expect(commandOf(pieces)).toBe('kubectl --context harbour -n port logs tide-1 --tail=9');
  });

  test('cannot be copied while one of its names is not known, and says which', () => {
    const pieces = fill(COMMAND, namesFor(EMPTY_POSTURE, SLUG));
    expect(commandOf(pieces)).toBeNull();
    expect(unknownIn(pieces)).toEqual(['pod']);
  });

  test('keeps a placeholder that nobody defined, and cannot be copied', () => {
    const pieces = fill('get {{everything}}', namesFor(affected, SLUG));
    expect(commandOf(pieces)).toBeNull();
    expect(unknownIn(pieces)).toEqual(['everything']);
  });

  test('without placeholders is itself', () => {
    expect(commandOf(fill('date -u', namesFor(EMPTY_POSTURE, SLUG)))).toBe('date -u');
  });

  test.each([
    'a;reboot',
    '$(reboot)',
    'a b',
    '--server=http://elsewhere',
    'a`b`',
    "a'b",
    'a\nb',
    'a"b',
    'a|b',
    'a&b',
  ])('is never filled with a context that a shell would read as more than one word: %j', (context) => {
    const posture = { ...affected, mesh: { ...affected.mesh, context } };
    expect(namesFor(posture, SLUG).context).toBeNull();
  });

  test.each(['arn:aws:eks:eu-west-1:12:cluster/port', 'gke_port_europe-west1_a', 'kind-port', 'admin@port'])(
    'takes the contexts that clusters have: %s',
    (context) => {
      const posture = { ...affected, mesh: { ...affected.mesh, context } };
      expect(namesFor(posture, SLUG).context).toBe(context);
    },
  );
});

describe('where the heartbeat is asked', () => {
  const probeAt = (instance: string): AgentPosture['probes'][number] => ({
    ...{ kind: 'probe', id: 'h', subject: instance, verdict: 'bad', code: 'stale', params: {} },
    ...{ since: null, observedAt: null, evidence: [], runbook: null },
    ...{ probeKind: 'marketdata-heartbeat', instance, path: '/healthz', status: 503, limitSeconds: 60 },
  });

  test('is the URL of a probe that goes by one', () => {
    const agent = sampleAgent('tide', {
      probes: [probeAt('http://tide.port.svc:8080/')],
    });
    const names = namesFor({ ...EMPTY_POSTURE, agents: [agent] }, SLUG);
    expect(names.marketdata_health_url).toBe('http://tide.port.svc:8080/healthz');
  });

  test.each(['port/tide-1', 'TIDE_URL', 'http://tide/$(reboot)'])('is not known from %j', (instance) => {
    const agent = sampleAgent('tide', { probes: [probeAt(instance)] });
    expect(namesFor({ ...EMPTY_POSTURE, agents: [agent] }, SLUG).marketdata_health_url).toBeNull();
  });
});
