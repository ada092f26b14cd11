/** The words that a case on the quarry has of its own, each with what it makes the console say. */

import { expect, test } from 'vitest';
import { parseCase } from './case.ts';
import { faults } from './expectations.ts';
import { liveThrough } from './run.ts';

const TOLD = 'source: measured\nwhat: it happens so\nwhy: it must be said\n';

const CASES: Record<string, string> = {
  'calm is proven off, and nothing is to do': `
    mesh: quarry
    say: { execution: proven-off, agents: { feed: good }, failures: { blind: absent }, calm: true }`,
  'a source that is refused proves nothing': `
    mesh: { plan: quarry, outages: [{ sources: [poll/Pod], kind: refused }] }
    say: { execution: unproven, calm: false }`,
  'one that hangs from an instant on proves nothing once its limit is over': `
    mesh: { plan: quarry, outages: [{ sources: [poll/Pod], kind: silent, from: 6 }] }
    until: 20
    during: [{ at: 6, say: { execution: proven-off } }]
    say: { execution: unproven }`,
  'one that is back is believed again': `
    mesh: { plan: quarry, outages: [{ sources: [poll/Pod], kind: garbage, to: 6 }] }
    until: 16
    during: [{ at: 5, mustNot: { execution: proven-off } }]
    say: { execution: proven-off }`,
  'a console that has just started again knows nothing': `
    mesh: { plan: quarry, restarts: [{ at: 8, back: 9 }], asked: [7, 9] }
    until: 9
    during: [{ at: 1, say: { execution: proven-off } }]
    say: { execution: unproven }`,
  'an executor on Cloud Run is what its plan declares': `
    mesh: { plan: quarry-on-cloud-run }
    cloudRun:
      - path: /v2/projects/dock/locations/us-east1/services
        json: { services: [{ name: projects/dock/locations/us-east1/services/crane, scaling: { minInstanceCount: 1 },
            template: { containers: [{ image: "registry.example/crane:1" }] } }] }
    say: { execution: not-off, proofs: { cloud-run-executor: bad } }`,
  'a group that is named like an executor, and cannot be read, keeps the proof open': `
    mesh: quarry
    serves: [{ apiVersion: crane.example/v1, kind: Task, refused: true }]
    say: { execution: unproven, proofs: { executors-scaled: unknown } }`,
  'a change that no watch hears of is the poll’s word against the watch’s': `
    mesh: quarry
    steps:
      - at: 4
        quiet: true
        patches: [{ kind: ConfigMap, namespace: pit, name: second, with: { data: { STOP: "false" } } }]
    until: 9
    say: { execution: contradicted }`,
  'objects, patches, removals and answers come at their time': `
    mesh: quarry
    steps:
      - at: 6.5
        patches: [{ kind: Deployment, namespace: pit, name: crane, with: { spec: { replicas: 1 } } }]
        remove: [{ kind: ConfigMap, namespace: pit, name: second }]
        answers: [{ agent: pilot, path: /ops/status, fail: refused }]
    until: 16
    during: [{ at: 6, say: { execution: proven-off, agents: { pilot: good } } }]
    say: { execution: not-off, proofs: { halt-switches: unknown }, agents: { pilot: [bad, unknown] } }`,
};

test.each(Object.entries(CASES))('%s', async (name, text) => {
  const given = parseCase(name, TOLD + text.replace(/^ {4}/gm, ''));
  expect(faults(given, await liveThrough(given))).toEqual([]);
});

test.each([
  ['what comes unheard', 'quiet: true\nremove: [{ kind: ConfigMap, namespace: pit, name: second }]'],
  ['what the API server refuses', 'refuse: [{ path: /api/v1/pods, status: 403 }]'],
])('%s is an outage there', async (name, happens) => {
  const given = parseCase(name, `${TOLD}mesh: quarry\n${happens}\nsay: { execution: unproven }`);
  await expect(liveThrough(given)).rejects.toThrow('by an outage');
});
