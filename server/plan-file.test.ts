import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { probeKindSchema } from '#lib/contracts/registry.ts';
import { DETECTOR_IDS } from '#lib/evaluate/failures/registry.ts';
import { formatProblems, PLAN_LIMIT_BYTES, parsePlan } from './plan-file.ts';

const HARBOUR = readFileSync(new URL('../plan/fixtures/harbour.yaml', import.meta.url), 'utf8');

/** Problems of a plan text, without the file name. */
function told(text: string, runbooks?: ReadonlySet<string>): string[] {
  const result = parsePlan(text, runbooks ? { runbooks } : {});
  return result.ok
    ? []
    : formatProblems(result.problems, 'plan')
        .split('\n')
        .map((line) => line.replace('plan:', ''));
}

/** The harbour's plan with one slip in it; fails when the text to slip on is not there. */
function slip(from: string, to: string, text = HARBOUR): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

test('another team’s plan is taken as well, with its own names for everything', () => {
  const result = parsePlan(HARBOUR, {
    runbooks: new Set(['tide_unknown', 'feed_crashing', 'stranger_on_quay']),
  });
  expect(result).toMatchObject({
    ok: true,
    plan: {
      mesh: { name: 'Harbour logistics', namespaces: ['quayside'] },
      safety: { haltSwitches: [{ configMap: 'crane-safety', key: 'CRANES_STOPPED' }] },
    },
  });
});

test('the digest names the text: the same for the same, another for another', () => {
  const digests = [HARBOUR, HARBOUR, `${HARBOUR}\n# note`].map((text) => {
    const result = parsePlan(text);
    return result.ok ? result.digest : '';
  });
  expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(digests[1]).toBe(digests[0]);
  expect(digests[2]).not.toBe(digests[0]);
});

describe('each mistake is reported with line, column, expected value and remedy', () => {
  const cases: [string, string, string, string[]][] = [];
  const mistake = (what: string, from: string, to: string, ...lines: string[]): void => {
    cases.push([what, from, to, lines]);
  };
  mistake(
    'a word that is not in the list',
    'criticality: P2',
    'criticality: P9',
    '62:18: agents[1].criticality: expected one of P0, P1, P2, P3; found "P9". Write one of these words.',
  );
  mistake(
    'a word in the wrong case',
    'modeDefault: EVAL',
    'modeDefault: eval',
    '58:18: agents[1].modeDefault: expected one of OFF, OBSERVE, EVAL, PAPER, STREAM, LIVE, EXECUTE; found "eval". Did you mean EVAL?',
  );
  mistake(
    'a word far from all',
    'modeDefault: EVAL',
    'modeDefault: dreaming',
    '58:18: agents[1].modeDefault: expected one of OFF, OBSERVE, EVAL, PAPER, STREAM, LIVE, EXECUTE; found "dreaming". Write one of these words.',
  );
  mistake(
    'a misspelt key is one mistake, not also a missing one',
    'restartPolicy: Kubernetes StatefulSet',
    'restartPolcy: Kubernetes StatefulSet',
    '38:5: agents[0].restartPolcy: expected a known key; found "restartPolcy". Did you mean "restartPolicy"? Rename it.',
  );
  mistake(
    'an unknown key',
    'owner: Crane crew',
    'owner: Crane crew\n    colour: red',
    '78:5: agents[2].colour: expected a known key; found "colour". Remove it. The keys known here: name, aliases, role, kind, modeDefault, modeNote, runs, optional, inputs, outputs, criticality, criticalityNote, owner, restartPolicy, recommendedProbes, runsDuring, slo, contract, workloads, cloudRun, workloadUndeclared, probes.',
  );
  mistake(
    'an unknown key in a variant is measured by that variant',
    'via: workload, workload: tide-feed, port: 9000',
    'via: url, urlEnv: TIDE_URL, portt: 1',
    '50:47: agents[0].probes[0].target.portt: expected a known key; found "portt". Remove it. The keys known here: via, urlEnv.',
  );
  mistake(
    'a missing key points to its parent',
    '    restartPolicy: Kubernetes StatefulSet\n',
    '',
    '29:5: agents[0].restartPolicy: expected a text; it is missing. Add the key "restartPolicy" here.',
  );
  mistake(
    'a missing key of a nested map',
    'objectivePercent: 99, ',
    '',
    '39:5: agents[0].slo.objectivePercent: expected a number; it is missing. Add the key "objectivePercent" here.',
  );
  mistake(
    'a missing section',
    HARBOUR.slice(HARBOUR.indexOf('escalations:'), HARBOUR.indexOf('\ncadence:') + 1),
    '',
    '2:1: escalations: expected a list; it is missing. Add the key "escalations" here.',
  );
  mistake(
    'a number where a text belongs',
    'owner: Harbour office',
    'owner: 7',
    '37:12: agents[0].owner: expected a text or a map of keys; found 7. Put it in quotes: "7".',
  );
  mistake(
    'a text where a number belongs',
    'intervalSeconds: 10',
    'intervalSeconds: ten',
    '52:26: agents[0].probes[0].intervalSeconds: expected a number; found "ten". Write a number.',
  );
  mistake(
    'half a port',
    'port: 9000',
    'port: 9000.5',
    '50:61: agents[0].probes[0].target.port: expected a whole number; found 9000.5. Write a whole number.',
  );
  mistake(
    'a port out of range',
    'port: 9000',
    'port: 90000',
    '50:61: agents[0].probes[0].target.port: expected a number of at most 65535; found 90000. Write a number of at most 65535.',
  );
  mistake(
    'a limit of nothing',
    'limitSeconds: 300',
    'limitSeconds: 0',
    '51:23: agents[0].probes[0].limitSeconds: expected a number greater than 0; found 0. Write a number greater than 0.',
  );
  mistake(
    'an empty list where one is needed',
    'names: [crane-dispatcher]',
    'names: []',
    '12:12: safety.executors.names: expected a list of at least 1 item; found an empty list. Add an item to the list.',
    '69:11: agents[2].name: expected every name of an execution agent among safety.executors.names; "crane-dispatcher" is not there. Add "crane-dispatcher" to safety.executors.names.',
  );
  mistake(
    'a text where a list belongs',
    'causes: [Gauge fouled]',
    'causes: Gauge fouled',
    '90:13: failures[0].causes: expected a list; found "Gauge fouled". Write a list: [one, two], or one line with "- " for each item; [] when there is none.',
  );
  mistake(
    'a list where a map belongs',
    'slo: { text: 99 % a month, objectivePercent: 99, clock: monthly }',
    'slo: [99]',
    '39:10: agents[0].slo: expected a map of keys; found a list. Write its keys, one to a line and indented.',
  );
  mistake(
    'a value left empty',
    'role: Tide and berth feed',
    'role:',
    '30:5: agents[0].role: expected a text; found nothing. Write a text.',
  );
  mistake(
    'a text of blanks',
    'role: Tide and berth feed',
    'role: "  "',
    '30:11: agents[0].role: expected a text that is not empty; found "  ". Write the text, or remove the empty item.',
  );
  mistake(
    'a flag that is no flag',
    'gatedPages: false',
    'gatedPages: maybe',
    '14:17: safety.executors.gatedPages: expected true or false; found "maybe". Write true or false.',
  );
  mistake(
    'a scope that is neither word nor list',
    'scope: [quayside, crane-yard]',
    'scope: everywhere',
    '13:12: safety.executors.scope: expected cluster or a list; found "everywhere". Write cluster or a list.',
  );
  mistake(
    'a name that Kubernetes would refuse',
    '- name: tide-feed',
    '- name: Tide_Feed',
    '29:11: agents[0].name: expected a lower-case Kubernetes name such as `execution-agent`; found "Tide_Feed". Write it in that form.',
    '88:14: failures[0].agents[0]: expected the name of an agent; found "tide-feed". Did you mean "Tide_Feed"?',
    '142:34: cadence[1].evidence[0].agents[0]: expected the name of an agent; found "tide-feed". Did you mean "Tide_Feed"?',
  );
  mistake(
    'a path without its slash',
    'path: /pulse\n',
    'path: pulse\n',
    '49:15: agents[0].probes[0].path: expected an absolute path such as `/healthz`; found "pulse". Write it in that form.',
  );
  mistake(
    'a key without the header that carries it',
    'path: /pulse\n',
    'path: /pulse\n        keyEnv: PULSE_KEY\n',
    '50:17: agents[0].probes[0].keyEnv: expected keyEnv and keyHeader together, or neither; found "PULSE_KEY". Write keyEnv and keyHeader together, or neither.',
  );
  mistake(
    'a header that is the API server’s own',
    'path: /pulse\n',
    'path: /pulse\n        keyEnv: PULSE_KEY\n        keyHeader: Authorization\n',
    '51:20: agents[0].probes[0].keyHeader: expected a header of its own such as `X-Api-Key`; found "Authorization". Write it in that form.',
  );
  mistake(
    'a heartbeat in a ConfigMap that is asked of a workload',
    'kind: marketdata-heartbeat',
    'kind: config-heartbeat',
    '50:17: agents[0].probes[0].target: expected a target via config-map for the kind config-heartbeat, and for no other; found a map. Write a target via config-map for the kind config-heartbeat, and for no other.',
  );
  mistake(
    'a probe kind that does not exist',
    'kind: marketdata-heartbeat',
    'kind: marketdata-heartbeet',
    `48:15: agents[0].probes[0].kind: expected one of ${probeKindSchema.options.join(', ')}; found "marketdata-heartbeet". Did you mean marketdata-heartbeat?`,
  );
  mistake(
    'a condition that does not exist',
    'kind: failure, failure: tide-unknown',
    'kind: failed, failure: tide-unknown',
    '116:19: escalations[0].when.kind: expected one of execution, halt-switch-unconfirmed, gate-bypassed, failure, agent, sight-lost; found "failed". Write one of these words.',
  );
  mistake(
    'another version of the schema',
    'schemaVersion: 1',
    'schemaVersion: 2',
    '2:16: schemaVersion: expected 1; found 2. Write 1.',
  );
  mistake(
    'an environment variable in lower case',
    'mode: CRANE_MODE',
    'mode: crane_mode',
    '23:11: safety.environment.mode: expected the name of an environment variable such as `MARKET_INGEST_SERVICE_URL`; found "crane_mode". Write it in that form.',
  );
  mistake(
    'a runbook that is a path',
    'runbook: tide_unknown',
    'runbook: docs/tide_unknown.md',
    '93:14: failures[0].runbook: expected the slug of a file in docs/ops/runbooks such as `marketdata_stale`; found "docs/tide_unknown.md". Write it in that form.',
  );
  mistake(
    'two agents of one name',
    '- name: berth-planner',
    '- name: tide-feed',
    '54:11: agents[1].name: expected a unique agent name or alias; found "tide-feed" a second time. Give it another one.',
  );
  mistake(
    'an alias that is another agent’s name',
    'aliases: [planner]',
    'aliases: [tide-feed]',
    '55:15: agents[1].aliases[0]: expected a unique agent name or alias; found "tide-feed" a second time. Give it another one.',
  );
  mistake(
    'two failures of one id',
    '- id: feed-crashing',
    '- id: tide-unknown',
    '94:9: failures[1].id: expected a unique failure id; found "tide-unknown" a second time. Give it another one.',
    '143:38: cadence[1].evidence[1].failures[0]: expected the id of a failure; found "feed-crashing". Known: tide-unknown, tide-unknown, quay-stranger.',
  );
  mistake(
    'a workload that two agents claim',
    '{ kind: Deployment, name: berth-planner }',
    '{ kind: Deployment, name: berth-planner }, { kind: StatefulSet, name: tide-feed, namespace: quayside }',
    '67:60: agents[1].workloads[1]: expected each workload to be declared once; found StatefulSet quayside/tide-feed a second time. Keep one of them.',
  );
  mistake(
    'a probe of a workload that is not its agent’s',
    'workload: tide-feed',
    'workload: tide-fed',
    '50:44: agents[0].probes[0].target.workload: expected a workload of tide-feed; found "tide-fed". Did you mean "tide-feed"?',
  );
  mistake(
    'an executor that nothing bears the name of',
    'names: [crane-dispatcher]',
    'names: [crane-dispatcher, crane-dispather]',
    '12:31: safety.executors.names[1]: expected the name, alias or workload of an agent; found "crane-dispather". Did you mean "crane-dispatcher"?',
  );
  mistake(
    'an execution agent that is no executor',
    'names: [crane-dispatcher]',
    'names: [planner]',
    '54:11: agents[1].name: expected every name of the agent that "planner" names among safety.executors.names; "berth-planner" is not there. Add "berth-planner" to safety.executors.names.',
    '69:11: agents[2].name: expected every name of an execution agent among safety.executors.names; "crane-dispatcher" is not there. Add "crane-dispatcher" to safety.executors.names.',
  );
  const listing = (signs: string, until = '2026-12-31', name = 'crane-dispatcher-cache') =>
    `{ workload: { kind: Deployment, namespace: quayside, name: ${name} }, signs: [${signs}], image: r/x, by: ada, why: a cache, until: "${until}" }`;
  const listed = (...entries: string[]) =>
    `names: [crane-dispatcher]\n    notExecutors: [${entries.join(', ')}]`;
  mistake(
    'a sign that no console tells',
    'names: [crane-dispatcher]',
    listed(listing('name=crane-dispather')),
    '13:113: safety.executors.notExecutors[0].signs[0]: expected a sign as the console tells it, such as "name=crane-dispatcher"; found "name=crane-dispather". Did you mean "crane-dispatcher"?',
  );
  mistake(
    'an end that is no time',
    'names: [crane-dispatcher]',
    listed(listing('name=crane-dispatcher', '2026-13-45')),
    '13:179: safety.executors.notExecutors[0].until: expected a day such as `2026-12-31` or an instant with its offset; found "2026-13-45". Write a day such as `2026-12-31` or an instant with its offset.',
  );
  mistake(
    'one workload listed twice',
    'names: [crane-dispatcher]',
    listed(listing('name=crane-dispatcher'), listing('image=crane-dispatcher')),
    '13:207: safety.executors.notExecutors[1].workload: expected each workload to be listed once; found Deployment quayside/crane-dispatcher-cache a second time. Keep one of them.',
  );
  mistake(
    'an executor listed as none',
    'names: [crane-dispatcher]',
    listed(listing('name=crane-dispatcher', '2026-12-31', 'crane-dispatcher')),
    '13:79: safety.executors.notExecutors[0].workload.name: expected a workload that is no executor; found "crane-dispatcher", which an execution agent declares. Remove the entry: an executor cannot be listed as none.',
  );
  mistake(
    'a line of a contract that is checked by no rule that exists',
    'check: heartbeat-fresh',
    'check: heartbeat-frsh',
    '41:47: agents[0].contract.must[0].check: expected the id of a conformance rule; found "heartbeat-frsh". Did you mean "heartbeat-fresh"?',
  );
  mistake(
    'a detector that does not exist',
    'detector: crashloop',
    'detector: crashlop',
    `96:15: failures[1].detector: expected one of ${DETECTOR_IDS.join(', ')}; found "crashlop". Did you mean crashloop?`,
  );
  mistake(
    'one of several rules that does not exist',
    'check: heartbeat-fresh',
    'check: [heartbeat-fresh, resource]',
    '41:65: agents[0].contract.must[0].check[1]: expected the id of a conformance rule; found "resource". Did you mean "resources"?',
  );
  mistake(
    'a line of a contract with a key that does not exist',
    'check: heartbeat-fresh',
    'chek: heartbeat-fresh',
    '41:40: agents[0].contract.must[0].chek: expected a known key; found "chek". Did you mean "check"? Rename it.',
  );
  mistake(
    'a failure at an agent that does not exist',
    'agents: [tide-feed]',
    'agents: [tidefeed]',
    '88:14: failures[0].agents[0]: expected the name of an agent; found "tidefeed". Did you mean "tide-feed"?',
  );
  mistake(
    'an escalation of a failure that does not exist',
    'failure: tide-unknown',
    'failure: tide-gone-missing',
    '116:37: escalations[0].when.failure: expected the id of a failure; found "tide-gone-missing". Known: tide-unknown, feed-crashing, quay-stranger.',
  );
  mistake(
    'a cadence item whose evidence is about an agent that does not exist',
    'kind: sample, agents: [tide-feed]',
    'kind: sample, agents: [tidefeed]',
    '142:34: cadence[1].evidence[0].agents[0]: expected the name of an agent; found "tidefeed". Did you mean "tide-feed"?',
  );
  mistake(
    'evidence of no kind that there is',
    '- { kind: sample,',
    '- { kind: sampel,',
    '142:17: cadence[1].evidence[0].kind: expected one of sample, halt-switches, execution-off, failures, job, changes-since-close, human; found "sampel". Did you mean sample?',
  );
  mistake(
    'a cadence item whose evidence is a failure that does not exist',
    'failures: [feed-crashing]',
    'failures: [feed-crashed]',
    '143:38: cadence[1].evidence[1].failures[0]: expected the id of a failure; found "feed-crashed". Did you mean "feed-crashing"?',
  );
  mistake(
    'a tab as indentation',
    '  market: NYSE',
    '	market: NYSE',
    '7:1: YAML: expected valid YAML; this line is indented with a tab. Indent with spaces.',
  );
  mistake(
    'a key twice in one map',
    '  market: NYSE',
    '  market: NYSE\n  market: NYSE',
    '8:3: YAML: expected valid YAML; this key is in its map twice. Keep one of them.',
  );
  mistake(
    'a second document',
    'cadence:',
    '---\ncadence:',
    '126:1: YAML: expected valid YAML; a second document starts here. Keep one document, without a second "---".',
  );
  mistake(
    'a tag',
    'role: Tide and berth feed',
    'role: !secret feed',
    '30:11: YAML: expected valid YAML; Unresolved tag: !secret. Remove the tag.',
  );
  mistake(
    'a colon in an unquoted text',
    'role: Tide and berth feed',
    'role: Tide: and berth feed',
    '30:11: YAML: expected valid YAML; Nested mappings are not allowed in compact mappings. Put the text in quotes: a colon in it reads as a key.',
  );

  test.each(cases)('%s', (_, from, to, lines) => {
    expect(told(slip(from, to))).toEqual(lines);
  });
});

describe('a file that is no plan at all', () => {
  test.each([
    ['empty', '', '1:1: the plan: expected a plan; the file is empty.'],
    ['only a comment', '# soon', '1:1: the plan: expected a plan; the file is empty.'],
    ['a list', '- a', '1:1: the plan: expected a map of keys; found a list.'],
    ['a sentence', 'just text', '1:1: the plan: expected a map of keys; found "just text".'],
    ['brackets without end', '['.repeat(20_000), 'YAML: expected valid YAML; it is nested too deep.'],
    ['an alias bomb', bomb(), '1:1: the plan: expected YAML that can be read; Excessive alias count'],
    [
      'too large',
      `# ${'x'.repeat(PLAN_LIMIT_BYTES)}`,
      '1:1: the plan: expected at most 1048576 bytes; found 1048578.',
    ],
    ['a cycle', 'a: &a [*a]', '1:1: a: expected a known key; found "a".'],
    ['a prototype', '__proto__: { agents: [] }', '1:1: __proto__: expected a known key; found "__proto__".'],
  ])('%s', (_, text, expected) => {
    expect(told(text).join('\n')).toContain(expected);
  });

  test('with a thousand mistakes names the first hundred and how many follow', () => {
    const lines = told(`${HARBOUR}\n${Array.from({ length: 1000 }, (_, i) => `zzz${i}: 1`).join('\n')}`);
    expect(lines).toHaveLength(101);
    expect(lines.at(-1)).toContain('900 more problems follow here');
  });
});

test('all mistakes come at once, in the order of the file, whatever kind they are', () => {
  const text = [
    ['clock: monthly', 'clock: weekly'],
    ['failure: tide-unknown }', 'failure: tide-unknwn }'],
    ['aliases: [planner]', 'aliases: [tide-feed]'],
    ['namespaces: [quayside]', 'namespaces: [quayside]\n  namespaces: [quayside]'],
    ['forSeconds: 600', 'forSecond: 600'],
  ].reduce((plan, [from = '', to = '']) => slip(from, to, plan), HARBOUR);
  expect(told(text).map((line) => line.split('; ')[0])).toEqual([
    '7:3: YAML: expected valid YAML',
    '40:61: agents[0].slo.clock: expected one of market-hours, monthly, business-hours, while-enabled, none',
    '56:15: agents[1].aliases[0]: expected a unique agent name or alias',
    '117:37: escalations[0].when.failure: expected the id of a failure',
    '118:5: escalations[0].forSecond: expected a known key',
  ]);
});

test('a runbook that has no file is a mistake where the runbooks are known, and is left alone where not', () => {
  expect(told(HARBOUR)).toEqual([]);
  expect(told(HARBOUR, new Set(['tide_unknown', 'feed_crash', 'stranger_on_quay']))).toEqual([
    '101:14: failures[1].runbook: expected the slug of a runbook file; found "feed_crashing". Did you mean "feed_crash"?',
  ]);
});

test('a value that an alias repeats is found where it stands', () => {
  const text = slip('[quayside]', '&all [quayside, Crane]', slip('[quayside, crane-yard]', '*all'));
  expect(told(text).map((line) => line.split(': expected')[0])).toEqual([
    '6:31: mesh.namespaces[1]',
    '6:31: safety.executors.scope[1]',
    '13:12: safety.executors.scope',
  ]);
});

function bomb(): string {
  const lists = ['a: &a [1, 1, 1, 1, 1, 1, 1, 1]'];
  for (const [name, of] of ['ba', 'cb', 'dc'].map((pair) => [...pair])) {
    lists.push(`${name}: &${name} [${Array.from({ length: 8 }, () => `*${of}`).join(', ')}]`);
  }
  return lists.join('\n');
}
