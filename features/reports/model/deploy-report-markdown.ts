/** The deploy report for people, as Markdown. The header block ends with the first line that is `---`. */

import { markdownText } from '#lib/format/markdown-text.ts';
import type { DeployReport } from './deploy-report.ts';

/** Everything above this line may differ between two reports of the same state. */
export const HEADER_END = '---';

export function deployReportMarkdown(report: DeployReport): string {
  const { mesh, plan, critical, execution } = report;
  const lines = [
    ...header(report),
    '## Summary',
    '',
    ...table(
      ['', ''],
      [
        ['mesh', `${mesh.name}${mesh.practice === true ? ' (practice)' : ''}`],
        ['context', mesh.context],
        ['namespaces', mesh.namespaces.join(', ')],
        ['cluster', mesh.clusterVersion],
        ['plan', plan.digest],
        ['execution', `${execution.headline} (${execution.outcome})`],
        ['searched', execution.scope],
        ['critical components', criticalText(critical)],
      ],
    ),
    ...section('Top issues', ['priority', 'verdict', 'what', 'why', 'runbook'], issueRows(report), 'none'),
    ...section('Is it healthy, and may it run', COMPONENT_HEAD, componentRows(report), 'none'),
    ...section('What is deployed', WORKLOAD_HEAD, workloadRows(report), 'nothing'),
    ...section('Pods', POD_HEAD, podRows(report), 'none'),
    ...section(
      'Proofs that execution is off',
      ['proof', 'verdict', 'value', 'detail'],
      proofRows(report),
      'none',
    ),
    ...section('Halt switches', ['switch', 'where', 'value'], switchRows(report), 'none'),
    ...section('In no entry of the plan', ['kind', 'namespace', 'name'], undeclaredRows(report), 'nothing'),
  ];
  return `${lines.join('\n')}\n`;
}

function header({ header: { generatedAt, session, console } }: DeployReport): string[] {
  return [
    '# Deploy report',
    '',
    `- generated: ${generatedAt}`,
    `- session: ${session}`,
    `- Mission Control ${console.version}, build ${console.build}`,
    '',
    HEADER_END,
    '',
  ];
}

function criticalText({ health, notOk }: DeployReport['critical']): string {
  return notOk.length === 0 ? health : `${health}: ${notOk.join(', ')}`;
}

type Cell = string | number | null;

const COMPONENT_HEAD = [
  'component',
  'criticality',
  'health',
  'state',
  'may run',
  'allowed',
  'mode',
  'ready',
  'why',
];
const WORKLOAD_HEAD = ['namespace', 'kind', 'name', 'agent', 'state', 'image', 'revision'];
const POD_HEAD = ['namespace', 'pod', 'of', 'node', 'phase', 'ready', 'restarts', 'waiting'];

const issueRows = ({ issues }: DeployReport): Cell[][] =>
  issues.map((i) => [i.priority, i.verdict, i.subject, i.because, i.runbook]);

const componentRows = ({ components }: DeployReport): Cell[][] =>
  components.map((c) => [
    c.name,
    c.criticality,
    c.health,
    c.state,
    c.mayRun,
    c.allowed,
    c.modesObserved.length === 0 ? `${c.modeDefault} by default` : c.modesObserved.join(', '),
    c.desired === null ? c.place : `${c.ready} of ${c.desired}`,
    c.because,
  ]);

const workloadRows = ({ workloads }: DeployReport): Cell[][] =>
  workloads.map((w) => [
    w.namespace,
    w.kind,
    w.name,
    w.agent ?? 'in no entry of the plan',
    w.state,
    w.containers.map((c) => c.image).join(', '),
    w.revision,
  ]);

const podRows = ({ pods }: DeployReport): Cell[][] =>
  pods.map((p) => [
    p.namespace,
    p.name,
    p.workload,
    p.node,
    p.phase,
    p.ready ? 'yes' : 'no',
    p.restarts,
    p.waiting,
  ]);

const proofRows = ({ execution }: DeployReport): Cell[][] =>
  execution.proofs.map((p) => [p.label, p.verdict, p.value, p.detail]);

const switchRows = ({ haltSwitches }: DeployReport): Cell[][] =>
  haltSwitches.map((s) => [s.id, `${s.namespace}/${s.configMap} ${s.key}`, s.value ?? 'not there']);

const undeclaredRows = ({ undeclared }: DeployReport): Cell[][] =>
  undeclared.map((u) => [u.kind, u.namespace, u.name]);

function section(title: string, head: string[], rows: Cell[][], empty: string): string[] {
  return ['', `## ${title}`, '', ...(rows.length === 0 ? [empty] : table(head, rows))];
}

function table(head: string[], rows: Cell[][]): string[] {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map((cells) => line(cells.map(cellText)))];
}

function cellText(cell: Cell): string {
  return cell === null ? '' : markdownText(String(cell));
}
