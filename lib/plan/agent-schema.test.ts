import { expect, test } from 'vitest';
import { FEED, INTAKE } from '#testing/samples/agents.ts';
import { agentSchema, workloadRefSchema } from './agent-schema.ts';
import { schemaIssues } from './explain.ts';

test.each([
  ['Deployment', true],
  ['DaemonSet', true],
  ['ReplicationController', true],
  ['Rollout.argoproj.io', true],
  ['StatefulSet.apps.kruise.io', true],
  ['JobSet.jobset.x-k8s.io', true],
  ['Rollout', false],
  ['Rollout.argoproj', false],
  ['rollouts.argoproj.io', false],
  ['Rollout.argoproj.io/v1', false],
  ['Deploymnet', false],
])('a workload of the kind %s: %s', (kind, valid) => {
  expect(workloadRefSchema.safeParse({ kind, name: 'web' }).success).toBe(valid);
});

test('a slip in a kind is told with the kinds that there are', () => {
  const issues = schemaIssues({ otherWorkloads: [{ kind: 'Deploymnet', name: 'web' }] });
  const issue = issues.find(({ path }) => path.join('.') === 'otherWorkloads.0.kind');
  expect(issue?.message).toContain('StatefulSet');
  expect(issue?.remedy).toContain('Deployment');
});

const {
  probes: [beat],
} = FEED;
test.each([
  ['what a probe shows', FEED, 'heartbeat', true],
  ['one of several probes', INTAKE, 'health-endpoint', true],
  ['the agent as a whole', { ...FEED, probes: [] }, 'agent', true],
  ['a health endpoint that nobody asks', FEED, 'health-endpoint', false],
  ['a heartbeat without a probe', { ...FEED, probes: [] }, 'heartbeat', false],
  [
    'a heartbeat that builds may lack',
    { ...FEED, probes: [{ ...beat, optional: true }] },
    'heartbeat',
    false,
  ],
  ['a slip', FEED, 'heartbeats', false],
])('an SLO is of %s', (_, agent, of, valid) => {
  const { success, error } = agentSchema.safeParse({ ...agent, slo: { ...agent.slo, of } });
  expect([success, error?.issues[0]?.path.join('.')]).toEqual([valid, valid ? undefined : 'slo.of']);
});
