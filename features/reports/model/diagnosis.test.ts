import { describe, expect, test } from 'vitest';
import type { ProbeDetail, SourceDetail, SourcesDocument } from '#lib/documents/sources.ts';
import { PROBE_OUTCOMES } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import type { Posture } from '#lib/posture.ts';
import type { Message } from '#lib/status/message.ts';
import type { Verdict } from '#lib/vocabulary.ts';
import { calmFacts, NOW } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { sampleEvaluation } from '#testing/samples/sample-evaluation.ts';
import { type ApiMeasure, diagnose, type Examined, type Sign } from './diagnosis.ts';
import { remedyOfCause, remedyOfOutcome } from './remedies.ts';

const AT = new Date(NOW).toISOString();
const MODE = SAMPLE_PLAN.safety.environment.mode;
const PERMISSIONS: Posture['permissions'] = {
  kind: 'permission',
  id: 'credential',
  subject: 'mesh',
  verdict: 'good',
  code: 'reads-only',
  params: { namespaces: ['pier'] },
  since: null,
  observedAt: null,
  evidence: [],
  runbook: null,
};
const CALM = sampleEvaluation(calmFacts()).posture;
const MODE_SET = { subject: 'feed', path: 'mode', value: `${MODE}=OBSERVE`, at: null, source: 'r' };
const POSTURE: Posture = {
  ...CALM,
  execution: {
    ...CALM.execution,
    proofs: CALM.execution.proofs.map((p) => (p.id === 'modes' ? { ...p, evidence: [MODE_SET] } : p)),
  },
  permissions: PERMISSIONS,
};
const API: ApiMeasure = {
  server: 'https://api',
  latenciesMs: [9, 3, 4],
  aheadMs: { least: -900, most: 90 },
  failure: null,
};

const FORBIDDEN = say('cause-forbidden', { words: 'pods is forbidden' });
const SOURCE: SourceDetail = {
  ...{ kind: 'source', id: 'poll/Pod', subject: 'Pod', label: 'Pods, safety poll', safety: true },
  ...{ verdict: 'good', code: 'seen', params: {}, since: null, observedAt: AT, evidence: [], runbook: null },
  ...{ scope: 'cluster', lastSeenAt: AT, syncedAt: AT, lastEventAt: null, blindSince: null },
  ...{ restarts: 0, unreadable: 0, count: 3 },
};

const PROBE_SAYS = say('quoted', { words: 's' });

function examined(
  more: {
    source?: Partial<SourceDetail>;
    posture?: Partial<Posture>;
    api?: Partial<ApiMeasure>;
    probe?: { verdict: Verdict; outcome: string | null };
    pending?: Message[];
  } = {},
): Examined {
  const probe: ProbeDetail = {
    ...{ kind: 'probe', id: 'p', subject: 'x', code: 'failing', params: { reason: PROBE_SAYS } },
    ...{ since: null, observedAt: null, evidence: [], runbook: null },
    ...{ probeKind: 'k', instance: 'x', path: '/h', status: null, limitSeconds: null },
    triedAt: AT,
    latencyMs: 2.4,
    verdict: 'good',
    outcome: 'answered',
    ...more.probe,
  };
  const console = {
    ...{
      startedAt: AT,
      version: '1',
      build: 'b',
      clockOffsetSeconds: 0,
      evaluatedAt: AT,
      publishedAt: AT,
      viewers: 0,
    },
    ...{
      droppedReaders: 0,
      lateMs: 0,
      stalls: 0,
      lastStall: null,
      clockSteps: 0,
      lastStep: null,
      reasons: [],
    },
  };
  const sources: SourcesDocument = {
    at: AT,
    validUntil: AT,
    postureId: 'i',
    console,
    cluster: { context: 'c', version: 'v1.32.0', observedAt: AT },
    permissions: PERMISSIONS,
    sources: [{ ...SOURCE, ...more.source }],
    agents: [{ name: 'feed', criticality: 'P0', probes: [probe] }],
  };
  return {
    posture: { ...POSTURE, ...more.posture },
    sources,
    api: { ...API, ...more.api },
    node: 'v26',
    modeVariable: MODE,
    pending: more.pending ?? [],
  };
}

const signOf = (part: Sign['part'], given: Examined) => diagnose(given).find((s) => s.part === part);

describe('with all sources available there is nothing to fix, and each source is named', () => {
  test('levels and parts', () => {
    const signs = diagnose(examined());
    expect(signs.every((s) => s.level === 'fine' && s.remedy === '')).toBe(true);
    expect(signs.map((s) => s.part)).toEqual(['version', 'api', 'clock', 'permission', 'source', 'probe']);
  });

  test('versions of all that takes part', () => {
    expect(signOf('version', examined())?.what).toBe(
      'Mission Control 1 (b), Node v26, Kubernetes v1.32.0, plan abcdefabcdef',
    );
  });
});

describe('each problem has its remedy', () => {
  const cases: [string, Sign['part'], Parameters<typeof examined>[0], Sign['level']][] = [
    [
      'an API server that refuses',
      'api',
      { api: { failure: say('cause-refused'), latenciesMs: [] } },
      'mend',
    ],
    ['one that is slow', 'api', { api: { latenciesMs: [40, 1_001] } }, 'mend'],
    ['a clock that is ahead', 'clock', { api: { aheadMs: { least: -9_000, most: -2_001 } } }, 'mend'],
    ['a clock that is behind', 'clock', { api: { aheadMs: { least: 2_001, most: 9_000 } } }, 'mend'],
    ['a clock that cannot be compared', 'clock', { api: { aheadMs: null } }, 'mend'],
    [
      'a safety source that is blind',
      'source',
      { source: { verdict: 'unknown', code: 'blind', params: { cause: FORBIDDEN, blindSinceAt: null } } },
      'mend',
    ],
    [
      'a safety source that sees a part',
      'source',
      { source: { verdict: 'attention', code: 'narrow', params: { scope: ['pier'] } } },
      'mend',
    ],
    [
      'another source that sees a part',
      'source',
      { source: { verdict: 'attention', code: 'narrow', params: { scope: ['pier'] }, safety: false } },
      'note',
    ],
    [
      'a namespace of the plan that is not there',
      'source',
      { source: { verdict: 'attention', code: 'missing', params: {}, safety: false } },
      'mend',
    ],
    [
      'a namespace that may not be asked about',
      'source',
      {
        source: { verdict: 'not-applicable', code: 'unasked', params: { cause: FORBIDDEN }, safety: false },
      },
      'note',
    ],
    [
      'a credential that could write',
      'permission',
      { posture: { permissions: { ...PERMISSIONS, verdict: 'attention' } } },
      'mend',
    ],
    [
      'a credential of which nothing is known',
      'permission',
      { posture: { permissions: { ...PERMISSIONS, verdict: 'unknown' } } },
      'note',
    ],
    [
      'a probe that may not be asked',
      'probe',
      { probe: { verdict: 'unknown', outcome: 'forbidden' } },
      'mend',
    ],
    [
      'a probe whose address is not set',
      'probe',
      { probe: { verdict: 'unknown', outcome: 'not-configured' } },
      'mend',
    ],
  ];
  test.each(cases)('%s', (_, part, more, level) => {
    const sign = signOf(part, examined(more));
    expect(sign?.level).toBe(level);
    expect(sign?.remedy).not.toBe('');
  });

  test.each([
    ['clocks within what is tolerated', 'clock', { api: { aheadMs: { least: 1_500, most: 2_500 } } }],
    [
      'an endpoint that a build lacks',
      'probe',
      { probe: { verdict: 'not-applicable' as const, outcome: 'no-evidence' } },
    ],
    [
      'a kind that the cluster does not have',
      'source',
      { source: { verdict: 'not-applicable' as const, state: 'Not in this cluster' } },
    ],
  ] as const)('%s is fine', (_, part, more) => {
    expect(signOf(part, examined(more))?.level).toBe('fine');
  });

  test('an answer that is bad is for the pane to evaluate; one that was never asked is reported', () => {
    expect(signOf('probe', examined({ probe: { verdict: 'bad', outcome: 'answered' } }))).toMatchObject({
      level: 'note',
      remedy: '',
    });
    expect(signOf('probe', examined({ probe: { verdict: 'unknown', outcome: null } }))?.level).toBe('note');
  });

  test('one that nobody misses is no finding, and what never answered is not called fine', () => {
    const spared = { verdict: 'not-applicable' as const };
    for (const outcome of ['proxy-error', 'timeout', 'unreachable', 'not-configured'])
      expect(signOf('probe', examined({ probe: { ...spared, outcome } }))).toMatchObject({
        level: 'note',
        remedy: '',
      });
    expect(signOf('probe', examined({ probe: { ...spared, outcome: 'answered' } }))?.level).toBe('fine');
  });

  test('a variable for the mode that no container sets is told, as far as modes are proven', () => {
    const of = (modeVariable: string, proofs = POSTURE.execution.proofs) =>
      diagnose({
        ...examined({ posture: { execution: { ...POSTURE.execution, proofs } } }),
        modeVariable,
      }).filter(({ subject }) => subject === modeVariable);
    expect(of(MODE)).toEqual([]);
    expect(of('AGNET_MODE')).toMatchObject([{ level: 'note', part: 'plan' }]);
    expect(of('AGNET_MODE', [])).toEqual([]);
  });

  test('a beat from the future names its producer', () => {
    const measured = {
      ...POSTURE.measured,
      agents: {
        feed: {
          lastBeatAt: new Date(NOW + 30_000).toISOString(),
          reportedAgeSeconds: null,
          observedAt: AT,
          latencyMs: 1,
        },
      },
    };
    const sign = diagnose(examined({ posture: { measured } })).find((s) => s.subject === 'feed');
    expect(sign).toMatchObject({
      level: 'mend',
      part: 'clock',
      what: 'its last beat lies 30.0 s in the future',
    });
  });

  test('who said nothing in time is named, and comes first', () => {
    expect(diagnose(examined({ pending: [say('pending-source', { label: 'Pods' })] }))[0]).toMatchObject({
      level: 'mend',
      subject: 'Pods',
    });
  });
});

describe('the remedy follows from the code of a cause', () => {
  test.each<[Message, string]>([
    [say('cause-in', { namespace: 'pier', cause: FORBIDDEN }), 'deploy/rbac.yaml'],
    [say('cause-admin-forbidden'), 'deploy/rbac.yaml'],
    [say('cause-unauthorised'), 'Renew the credential'],
    [say('cause-plugin-silent'), 'credential plugin'],
    [say('cause-credential', { error: 'exit 1' }), 'credential plugin'],
    [say('source-blind', { cause: say('cause-refused'), blindSinceAt: NOW }), 'API server runs'],
    [say('cause-no-route', { to: 'host' }), 'API server runs'],
    [say('cause-dns-unknown'), 'resolves'],
    [say('cause-dns-silent'), 'resolves'],
    [say('cause-tls-untrusted'), 'authority'],
    [say('cause-tls-expired'), 'authority'],
    [say('cause-timeout', { timeoutMs: 2_500 }), 'network'],
    [say('cause-connect-timeout'), 'network'],
    [say('cause-reset'), 'network'],
    [say('source-narrow', { scope: ['pier'] }), 'ClusterRoleBinding'],
    [say('cause-none'), 'Run doctor again'],
  ])('$code', (cause, remedy) => {
    expect(remedyOfCause(cause)).toContain(remedy);
  });

  test('foreign words choose nothing: only codes do', () => {
    const odd = say('cause-server-error', { status: 500, words: '403: not allowed, connection refused' });
    expect(remedyOfCause(odd)).toContain('Run doctor again');
    expect(remedyOfCause(say('quoted', { words: 'TLS: only 401' }))).toContain('Run doctor again');
  });

  test('of several causes the one that a person can fix first counts', () => {
    const both = say('cause-several', { causes: [say('cause-refused'), FORBIDDEN] });
    expect(remedyOfCause(both)).toContain('deploy/rbac.yaml');
  });

  test('each outcome of an attempt but an answer has one', () => {
    const without = PROBE_OUTCOMES.filter((outcome) => remedyOfOutcome(outcome) === '');
    expect(without).toEqual(['answered']);
  });
});
