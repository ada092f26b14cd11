/** The folder of a snapshot: all of its parts under one name at once, with what was not taken, and checksums. */

import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { META, runNameOf, SUMS } from '#lib/contracts/run-meta.ts';
import type { World } from '#lib/evaluate/base/input.ts';
import type { EvaluationState } from '#lib/evaluate/base/state.ts';
import { marketLabel } from '#lib/messages/market.ts';
import { text } from '#lib/messages/text.ts';
import type { Posture } from '#lib/posture.ts';
import type { Message } from '#lib/status/message.ts';
import type { SnapshotKind } from '#lib/vocabulary.ts';
import { ArtifactError, writeWhole } from '#platform/whole-file.ts';
import { deployReport } from '../model/deploy-report.ts';
import { deployReportMarkdown } from '../model/deploy-report-markdown.ts';
import { unreadParts } from '../model/readable.ts';
import { type Part, snapshotParts } from '../model/snapshot-parts.ts';
import type { Screenshot } from './screenshot.ts';

export interface Snapshot {
  /** Name of its folder. */
  name: string;
  files: Map<string, string | Buffer>;
  parts: { name: string; state: Part['state']; files: string[]; why: string }[];
}

/** Its parts of a one-shot evaluation. */
interface Seen {
  posture: Posture;
  world: World;
  evaluationState: EvaluationState;
  pending: Message[];
}

/** Input that is not in the mesh. */
export interface Circumstances {
  kind: SnapshotKind;
  /** As it was typed. */
  command: string[];
  /** Of the product's own folder; null if it is no clone. */
  gitSha: string | null;
  /** Of the account and the machine that took it: nobody proves who that was. */
  takenBy: { user: string; host: string };
  screenshot: Screenshot;
}

export function composeSnapshot(seen: Seen, circumstances: Circumstances): Snapshot {
  const taken = [...reportParts(seen), ...dataParts(seen), screenshotPart(circumstances.screenshot)];
  const files = new Map(taken.flatMap((part) => [...part.files]));
  const parts = taken.map(({ name, state, files: own, why }) => ({
    name,
    state,
    files: [...own.keys()],
    why,
  }));
  files.set(META, asDocument(metaOf(seen, circumstances, parts)));
  files.set(SUMS, checksums(files));
  return { name: runNameOf({ takenAt: seen.posture.at, kind: circumstances.kind }), files, parts };
}

/** @returns the path of the folder. @throws ArtifactError; then nothing of it is there. */
export function writeSnapshot(runs: string, { name, files }: Snapshot): string {
  const [path, draft] = [join(runs, name), join(runs, `.${name}.${process.pid}`)];
  try {
    mkdirSync(draft, { recursive: true });
    for (const [file, content] of files) writeWhole(join(draft, file), content);
    renameSync(draft, path);
    return path;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw new ArtifactError(path, error);
  }
}

interface TakenPart {
  name: string;
  state: Part['state'];
  files: ReadonlyMap<string, string | Buffer>;
  why: string;
}

const NO_FILES: ReadonlyMap<string, string> = new Map();

function reportParts(seen: Seen): TakenPart[] {
  const unread = unreadParts(seen.posture);
  const name = 'deploy report';
  if (unread.length > 0) return [{ name, state: 'failed', files: NO_FILES, why: unread.join('; ') }];
  const report = deployReport(seen);
  const files = new Map([
    ['deploy_report.md', deployReportMarkdown(report)],
    ['deploy_report.json', asDocument(report)],
  ]);
  return [{ name, state: 'taken', files, why: '' }];
}

function dataParts(seen: Seen): TakenPart[] {
  return snapshotParts(seen).map((part) =>
    part.state === 'taken'
      ? {
          name: part.name,
          state: part.state,
          files: new Map([[part.file, asDocument(part.document)]]),
          why: '',
        }
      : { ...part, files: NO_FILES },
  );
}

function screenshotPart(screenshot: Screenshot): TakenPart {
  const name = 'screenshot';
  if ('picture' in screenshot)
    return { name, state: 'taken', files: new Map([['screenshot.png', screenshot.picture]]), why: '' };
  const { why, tried } = screenshot;
  return { name, state: tried ? 'failed' : 'not taken', files: NO_FILES, why };
}

function metaOf({ posture, pending }: Seen, about: Circumstances, parts: Snapshot['parts']): unknown {
  const { mesh, console: own, plan } = posture;
  return {
    kind: about.kind,
    takenAt: posture.at,
    takenBy: about.takenBy,
    mesh: mesh.name,
    session: marketLabel(posture.market),
    version: own.version,
    build: own.build,
    gitSha: about.gitSha,
    clockOffsetSeconds: own.clockOffsetSeconds,
    context: mesh.context,
    namespaces: mesh.namespaces,
    practice: mesh.practice,
    plan: { file: plan.file, digest: plan.digest },
    command: about.command,
    parts,
    pending: pending.map(text),
  };
}

/** As `sha256sum --check SHA256SUMS` reads them. */
function checksums(files: ReadonlyMap<string, string | Buffer>): string {
  const line = ([name, content]: [string, string | Buffer]) =>
    `${createHash('sha256').update(content).digest('hex')}  ${name}\n`;
  return [...files].map(line).join('');
}

const asDocument = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
