/**
 * Ticket text for a picture of a page: the picture's name, the lines below it, and the same as Markdown. Pure, from
 * the content of the page at the time of the picture.
 */

import type { Seal } from '#features/seals/index.ts';
import { bothTimes, fullTime, fullUtc, timeBy } from '#lib/format/clock.ts';
import { markdownText } from '#lib/format/markdown-text.ts';
import { actionText } from '#lib/messages/status/action.ts';
import { executionSentence, headlineOf, headlinePastOf } from '#lib/messages/status/execution.ts';
import { proofText } from '#lib/messages/status/proof.ts';
import { scopeText } from '#lib/messages/status/scope.ts';
import { text } from '#lib/messages/text.ts';
import type { Action, Posture } from '#lib/posture.ts';
import type { ProofStatus } from '#lib/status/proof-status.ts';
import { PRIORITIES, type Verdict } from '#lib/vocabulary.ts';
import { FULL_SCALE } from './scale.ts';

/** Content of a page when its picture was taken. */
export interface Shown {
  posture: Posture;
  /** The console's time, ISO 8601. */
  now: string;
  /** State of the page: live, frozen, or of the past. */
  tense: 'live' | 'frozen' | 'past';
  /** Subject of the page; undefined on the pane. */
  subject: string | undefined;
  /** Scheme, host and port, e.g. `http://console:3000`. */
  origin: string;
}

/** A seal, or in words why there is none. */
export type SealState = { seal: Seal } | { why: string };

/** `mission-control_20261120T151504Z_P1_pane.png`; where the page was frozen nothing of it is known to be so. */
export function pictureName({ posture, now, tense, subject = 'pane' }: Shown): string {
  const time = `${now.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const severity = tense === 'frozen' ? 'frozen' : worstOf(posture);
  const about = subject
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
  return `mission-control_${time}_${severity}_${about}.png`;
}

/** The most urgent of what asks for somebody; `none` only if all that bears on safety is proven. */
function worstOf({ actions, execution, agents, failures, sources }: Posture): string {
  const worst = PRIORITIES.find((priority) => actions.some(({ severity }) => severity === priority));
  if (worst !== undefined) return worst;
  const proven =
    execution.verdict === 'good' &&
    failures.every(({ state }) => state === 'absent') &&
    agents.every(({ verdict, leftOpenByPlan }) => isCalm(verdict) || leftOpenByPlan) &&
    sources.every(({ verdict, safety }) => isCalm(verdict) || !safety);
  return proven ? 'none' : 'unknown';
}

function isCalm(verdict: Verdict): boolean {
  return verdict !== 'unknown' && verdict !== 'bad';
}

/** Where the posture that is shown can be opened again. */
export function permalink({ posture, origin }: Shown): string {
  return `${origin}/at/${posture.at}`;
}

/** The lines below the picture, the most important first. `sealed`: in words. `scale`: what the page was drawn at. */
export function footerLines(shown: Shown, sealed: string, scale = FULL_SCALE): string[] {
  const { posture, now, tense } = shown;
  const said = {
    live: '',
    frozen: 'FROZEN: nothing heard in time, last heard · ',
    past: 'A moment of the past · ',
  }[tense];
  const { practice, name } = posture.mesh;
  const mesh = practice === true ? `PRACTICE MESH ${name}` : name;
  return [
    `${said}${fullTime(now)} · ${fullUtc(now)} · ${mesh} · Mission Control v${posture.console.version}`,
    `posture ${posture.id} · ${permalink(shown)}`,
    `searched: ${scopeText(posture.execution.scope)}`,
    sealed,
    ...(scale < FULL_SCALE
      ? [`drawn at ${scale.toFixed(2)}× and not ${FULL_SCALE}×: the page is too large for a picture at that`]
      : []),
  ];
}

/** For the ticket: what, when, the verdict, what is red and what to open, the evidence, and how to check the picture. */
export function ticketMarkdown(shown: Shown, name: string, sealed: SealState): string {
  const { posture, now, tense } = shown;
  const { execution, actions, mesh } = posture;
  const worst = actions[0];
  const headline = tense === 'live' ? headlineOf(execution.outcome) : headlinePastOf(execution.outcome);
  const title = [headline, ...(worst === undefined ? [] : [`${worst.severity} ${text(worst.title)}`])];
  return [
    `### Mission Control: ${markdownText(title.join(' · '))}`,
    '',
    ...TENSE_LINES[tense],
    `- **When:** ${bothTimes(now)}`,
    `- **Mesh:** ${markdownText(`${mesh.name}, context ${mesh.context}, Mission Control v${posture.console.version}`)}`,
    `- **Verdict:** ${markdownText(`${headline}: ${executionSentence(execution)}`)}`,
    `- **Searched:** ${markdownText(scopeText(execution.scope))}`,
    `- **Posture:** \`${posture.id}\`, [as it was published](${permalink(shown)})`,
    '',
    '**What to do**',
    '',
    ...(actions.length === 0
      ? ['- Nothing was asked for.']
      : actions.map((action) => actionLine(action, shown))),
    '',
    '**Execution, proof by proof**',
    '',
    ...execution.proofs.map(proofLine),
    '',
    ...sealLines(name, sealed),
    '',
  ].join('\n');
}

const TENSE_LINES: Readonly<Record<Shown['tense'], string[]>> = {
  live: [],
  frozen: [
    '> The page was frozen: what follows was last known then, and nothing of it is known to have been so.',
    '',
  ],
  past: ['> The page showed a moment of the past.', ''],
};

function proofLine(proof: ProofStatus): string {
  const { label, value, detail } = proofText(proof);
  return `- ${markdownText(`${label}: ${value} (${proof.verdict}): ${detail}`)}`;
}

function actionLine(action: Action, { now, origin }: Shown): string {
  const { severity, since, runbook } = action;
  const { title, detail } = actionText(action);
  const began = since === null ? '' : `, since ${timeBy(since, now)}`;
  const open =
    runbook === null ? '' : `: [runbook ${markdownText(runbook.title)}](${origin}/runbooks/${runbook.slug})`;
  return `- **${severity}** ${markdownText(`${title}${began}. ${detail}`)}${open}`;
}

function sealLines(name: string, sealed: SealState): string[] {
  if ('why' in sealed) return [`The picture \`${name}\` is not sealed: ${markdownText(sealed.why)}.`];
  return [
    `The picture \`${name}\` was sealed ${sealed.seal.sealedAt} by key \`${sealed.seal.key}\`. To check that its pixels are those that were sealed:`,
    '',
    '```',
    `npm run -s mission-control -- verify ${name} --seal ${sealed.seal.code}`,
    '```',
  ];
}
