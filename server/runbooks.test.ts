import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parsePlan } from './plan-file.ts';
import { openRunbooks, type RunbookShelf } from './runbooks.ts';

const SECTIONS = [
  'Safety posture',
  'Symptoms',
  'Likely causes',
  'Read-only checks',
  'Needs a human with a change record',
  'Verification',
  'Escalation',
];
const PLACEHOLDERS = new Set(['context', 'namespace', 'agent', 'workload', 'pod', 'marketdata_health_url']);

const shelved = openRunbooks(fileURLToPath(new URL('../docs/ops/runbooks', import.meta.url)));
const runbooks = shelved.list().flatMap(({ slug }) => shelved.get(slug) ?? []);
const parsed = parsePlan(readFileSync(new URL('../plan/agent-mesh.yaml', import.meta.url), 'utf8'));
if (!parsed.ok) throw new Error('the plan is not valid');
const { plan } = parsed;

test('another team’s plan brings its own runbooks, beside it', () => {
  const own = openRunbooks(fileURLToPath(new URL('../plan/fixtures/runbooks', import.meta.url)));
  const text = readFileSync(new URL('../plan/fixtures/harbour.yaml', import.meta.url), 'utf8');
  expect(parsePlan(text, { runbooks: own.slugs() }).ok).toBe(true);
});

interface Fence {
  readonly language: string;
  readonly section: string;
  readonly before: string;
  readonly body: string;
}

/** The fenced blocks of a runbook, each with its section and the line of prose before it. */
function fencesOf(markdown: string): Fence[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => {
    const above = markdown.slice(0, match.index);
    return {
      language: match[1] ?? '',
      body: (match[2] ?? '').trimEnd(),
      section: [...above.matchAll(/^## (.+)$/gm)].at(-1)?.[1] ?? '',
      before: above.trimEnd().split('\n').at(-1) ?? '',
    };
  });
}

/** Why a command is not allowed in a block that people copy; null when it only reads. */
function objection(command: string): string | null {
  if (command.includes('\n')) return 'more than one command';
  const [first = '', ...filters] = outsideQuotes(command)
    .split('|')
    .map((part) => part.trim());
  if (/[;&<>`]|\$\(/.test(outsideQuotes(command))) return 'shell operators';
  if (/\bsecrets?\b/i.test(command)) return 'reads a Secret';
  if (filters.some((filter) => !/^(grep|head|tail|sort|uniq|wc)\b/.test(filter)))
    return 'a pipe into a program';
  if (/^date -u( \+%s)?$/.test(first)) return null;
  if (/^curl -sS (-i )?--max-time \d+ Q$/.test(first)) return null;
  return /^kubectl --context \{\{context\}\} (-n \S+ )?(get|describe|logs|top)( |$)/.test(first)
    ? null
    : 'not a reading command';
}

const outsideQuotes = (command: string): string =>
  command.replace(/'[^']*'|"[^"$`]*(\$[A-Z_]+[^"$`]*)?"/g, 'Q');

test('each failure, escalation and fallback of the plan has its runbook', () => {
  const slugs = new Set(runbooks.map((runbook) => runbook.slug));
  const result = parsePlan(readFileSync(new URL('../plan/agent-mesh.yaml', import.meta.url), 'utf8'), {
    runbooks: slugs,
  });
  expect(result.ok ? [] : result.problems).toEqual([]);
});

test('each runbook is one that the plan names, but for the one that no red leads to', () => {
  const named = [
    ...[...plan.failures, ...plan.escalations, ...plan.cadence].flatMap(({ runbook }) => runbook ?? []),
    ...Object.values(plan.fallbackRunbooks ?? {}),
    ...Object.values(plan.contractRunbooks),
  ];
  expect([...new Set([...named, 'handover'])].sort()).toEqual(runbooks.map(({ slug }) => slug).sort());
});

/** Purpose of a runbook by the plan; a fallback runbook shows all its reds instead. */
function ownLive(slug: string): string[] {
  const { execution, agentDown, consoleBlind } = plan.fallbackRunbooks ?? {};
  if ([execution, agentDown, consoleBlind].includes(slug)) return [];
  const failures = plan.failures.filter((failure) => failure.runbook === slug);
  if (failures.length > 0) return failures.map(({ id }) => `failure=${id}`);
  const rules = plan.escalations.filter((rule) => rule.runbook === slug).map(({ id }) => `escalation=${id}`);
  const items = plan.cadence.filter((item) => item.runbook === slug).map(({ id }) => id);
  return items.length > 0 ? [...rules, `cadence=${items.join(',')}`] : rules;
}

describe.each(runbooks)('$slug', ({ slug, title, markdown }) => {
  test('has a title and exactly the sections of the form, in order', () => {
    expect(markdown.startsWith(`# ${title}\n`)).toBe(true);
    expect([...markdown.matchAll(/^## (.+)$/gm)].map((match) => match[1])).toEqual(SECTIONS);
  });

  test('says first that execution and the kill switch are left alone', () => {
    const posture = markdown.split('## Symptoms')[0] ?? '';
    expect(posture).toMatch(/kill switch is \*\*not touched\*\*/);
    expect(posture).toMatch(/Execution stays \*\*off\*\*|Unproven is not off/);
  });

  test('offers to copy only what reads, each with its reason before it', () => {
    const checks = fencesOf(markdown).filter((fence) => fence.language === 'sh');
    expect(checks.length).toBeGreaterThanOrEqual(6);
    for (const { body, section, before } of checks) {
      expect(objection(body), body).toBeNull();
      expect(section, body).toBe('Read-only checks');
      expect(before, body).not.toMatch(/^## /);
    }
  });

  test('keeps what changes something out of reach of the copy button', () => {
    const others = fencesOf(markdown).filter((fence) => fence.language !== 'sh');
    for (const { language, section, body } of others) {
      expect([language, section]).toEqual(['text', 'Needs a human with a change record']);
      expect(body.startsWith('# Not to copy: needs a change record\n')).toBe(true);
    }
    const prose = markdown.replace(/^```[\s\S]*?^```$/gm, '');
    expect(prose).not.toMatch(
      /kubectl (scale|patch|apply|delete|edit|exec|set|annotate|label|cordon|drain|create|replace)/,
    );
  });

  test('uses only the names that the app fills in', () => {
    for (const [, name = ''] of markdown.matchAll(/\{\{(.*?)\}\}/g)) expect(PLACEHOLDERS).toContain(name);
  });

  test('shows its own live state under Verification', () => {
    const markers = [...markdown.matchAll(/^<!-- live: (.*?) -->$/gm)].map((match) => match[1] ?? '');
    const own = ownLive(slug);
    expect(markers.slice(0, own.length)).toEqual(own);
    const rest = markers.slice(own.length);
    for (const marker of rest) expect(marker).toMatch(/^(execution|agents|sources)$/);
    expect(markers.length).toBeGreaterThan(0);
    expect(rest.length).toBeLessThanOrEqual(1);
    expect(markdown.indexOf('<!-- live')).toBeGreaterThan(markdown.indexOf('## Verification'));
    expect(markdown.indexOf('<!-- live')).toBeLessThan(markdown.indexOf('## Escalation'));
  });
});

describe('the check of commands finds what it looks for', () => {
  const kubectl = 'kubectl --context {{context}} -n {{namespace}}';
  test.each([
    `${kubectl} scale deployment/x --replicas=1`,
    `${kubectl} patch configmap x -p '{}'`,
    `${kubectl} rollout restart deployment/x`,
    `${kubectl} exec {{pod}} -- sh`,
    `${kubectl} annotate pod x a=b`,
    `${kubectl} get pods\n${kubectl} delete pod x`,
    `${kubectl} get pods; ${kubectl} delete pod x`,
    `${kubectl} get pods && reboot`,
    `${kubectl} get pods | xargs kubectl delete pod`,
    `${kubectl} get pods > file`,
    `${kubectl} get pods -l "$(whoami)"`,
    `${kubectl} get secret x -o yaml`,
    'kubectl get pods',
    'curl -sS --max-time 3 -X POST "{{marketdata_health_url}}"',
    'curl -sS --max-time 3 -d a=b "{{marketdata_health_url}}"',
    'curl "{{marketdata_health_url}}"',
    'date -s tomorrow',
  ])('%s', (command) => {
    expect(objection(command)).not.toBeNull();
  });
});

describe('the shelf', () => {
  let folder: string;
  let shelf: RunbookShelf;
  const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'runbooks-'));
    shelf = openRunbooks(folder);
    put('tide_unknown.md', '# Tide unknown\n\nLook outside.\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('gives the slug, the title and the text', () => {
    const runbook = {
      slug: 'tide_unknown',
      title: 'Tide unknown',
      markdown: '# Tide unknown\n\nLook outside.\n',
    };
    expect(shelf.get('tide_unknown')).toEqual(runbook);
    expect(shelf.list()).toEqual([{ slug: 'tide_unknown', title: 'Tide unknown' }]);
  });

  test('reads a changed file again, sees a new one and forgets one that is gone', () => {
    shelf.list();
    put('tide_unknown.md', '# Tide known after all\n');
    put('crane_stuck.md', 'no title\n');
    expect(shelf.list().map((runbook) => runbook.title)).toEqual(['crane_stuck', 'Tide known after all']);
    rmSync(join(folder, 'tide_unknown.md'));
    expect([...shelf.slugs()]).toEqual(['crane_stuck']);
    expect(shelf.get('tide_unknown')).toBeNull();
  });

  test.each(['../plan', '..', 'README', 'tide_unknown.md', '', 'tide_unknown\0', 'TIDE_UNKNOWN'])(
    'has no runbook called %j',
    (slug) => {
      put('README.md', '# How to write one\n');
      expect(shelf.get(slug)).toBeNull();
      expect([...shelf.slugs()]).toEqual(['tide_unknown']);
    },
  );

  test('leaves out what is no file of a sane size', () => {
    mkdirSync(join(folder, 'a_folder.md'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'a_dangling_link.md'));
    put('too_large.md', 'x'.repeat(300_000));
    expect([...shelf.slugs()]).toEqual(['tide_unknown']);
  });

  test('of two folders has what is in either, and of two of one name the first', () => {
    const own = join(folder, 'own');
    mkdirSync(own);
    writeFileSync(join(own, 'tide_unknown.md'), '# Our own tide\n');
    writeFileSync(join(own, 'a_ship.md'), '# A ship\n');
    put('crane_stuck.md', '# Crane stuck\n');
    const both = openRunbooks(own, folder, join(folder, 'missing'));
    expect(both.list().map(({ title }) => title)).toEqual(['A ship', 'Crane stuck', 'Our own tide']);
  });

  test('of a folder that is not there is empty', () => {
    expect(openRunbooks(join(folder, 'missing')).list()).toEqual([]);
  });
});
