/** What is said of sources: one template per code, pure, from its parameters. */

import type { Param } from '../status/message.ts';
import type { SourceCode } from '../status/source.ts';
import { CAUSES } from './causes.ts';
import { listed } from './lists.ts';
import type { Render } from './render.ts';
import { clockTime } from './times.ts';

/** Why a source proves nothing now. */
const availabilityMessages = {
  'availability-unread': () => 'not read yet',
  'availability-subject-unread': (p: { label: string }) => `${p.label} not read yet`,
  'availability-blind': (p: { label: string; cause: Param }, text: Render) => `${p.label}: ${text(p.cause)}`,
  'availability-late': (p: { label: string; lastSeenAt: number }) =>
    `${p.label} last read ${clockTime(p.lastSeenAt, p)}`,
  'availability-outside': (p: { kind: string; scope: readonly string[] }) =>
    `${p.kind}s outside ${listed(p.scope)} cannot be seen`,
  'availability-within': (p: { scope: readonly string[] }) => `only ${listed(p.scope)} can be seen`,
  'availability-of-nothing': () => 'nothing to read',
  'watch-source-silent': (p: { saidAt: number }) =>
    `its source has fallen silent at ${clockTime(p.saidAt, p)}`,
  'watch-silent': (p: { lastSeenAt: number }) =>
    `the watch has been silent since ${clockTime(p.lastSeenAt, p)}`,
};

/** What a watch and a GET say of an object on which safety rests. */
const objectMessages = {
  'object-gone': () => 'not there',
  'object-replicas': (p: { desired: number; actual: number }) => `${p.desired} wanted, ${p.actual} running`,
  'object-there': (p: { uid: string }) => `there, uid ${p.uid}`,
  'object-keys': (p: { entries: string | null }) => p.entries ?? 'none of the keys',
};

type Reasons = Readonly<Record<`source-${SourceCode}`, (p: never, text: Render) => string>>;

/** Why a source is as its code says: the parameters are those that its status comes with. */
const sourceReasons = {
  'source-starting': () => 'not read yet',
  'source-blind': (p: { cause: Param; blindSinceAt: number | null }, text: Render) =>
    `${text(p.cause)}${p.blindSinceAt === null ? '' : ` since ${clockTime(p.blindSinceAt, p)}`}`,
  'source-silent': (p: { saidAt: number }) => `nothing said since ${clockTime(p.saidAt, p)}`,
  'source-unread': () => 'not read yet',
  'source-late': (p: { lastSeenAt: number }) => `last read ${clockTime(p.lastSeenAt, p)}`,
  'source-absent': (p: { cause: Param }, text: Render) => text(p.cause),
  'source-unasked': (p: { cause: Param }, text: Render) => text(p.cause),
  'source-missing': () => 'the plan names it, and the cluster does not have it',
  'source-narrow': (p: { scope: readonly string[] }) => `only ${listed(p.scope)}`,
  'source-partial': (p: { cause: Param }, text: Render) => text(p.cause),
  'source-seen': () => '',
} satisfies Reasons;

/** Why what the console serves may not be the present. */
const consoleMessages = {
  'console-stuck': (p: { ageMs: number }) =>
    `the last evaluation is ${Math.floor(p.ageMs / 1_000)} s old: the console is stuck`,
  'console-stalled': (p: { ms: number }) => `the event loop stood still for ${tenths(p.ms)} s`,
  'console-clock-set': (p: { ms: number }) =>
    `the system’s clock was set ${p.ms > 0 ? 'forward' : 'back'} by ${tenths(Math.abs(p.ms))} s`,
};

const tenths = (ms: number): number => Math.round(ms / 100) / 10;

/** Who has said nothing yet. */
const pendingMessages = {
  'pending-api': () => 'the Kubernetes API',
  'pending-source': (p: { label: string }) => p.label,
  'pending-version': () => 'version of the cluster',
  'pending-permissions': () => 'own permissions',
  'pending-probe': (p: { agent: string; path: string }) => `${p.agent} ${p.path}`,
};

/** Why a run in the folder of artifacts proves nothing. */
const runMessages = {
  'run-no-folder': () => 'is no folder',
  'run-no-snapshot': (p: { file: string }) => `${p.file} is not that of a snapshot`,
  'run-renamed': () => 'its folder has another name than it was given',
  'run-no-sums': (p: { sums: string }) => `${p.sums} is missing or cannot be read`,
  'run-not-covered': (p: { sums: string; file: string }) => `${p.sums} does not cover ${p.file}`,
  'run-altered': (p: { sums: string; file: string }) => `${p.file} is not what ${p.sums} says`,
  'run-file': (p: { file: string; problem: Param }, text: Render) => `${p.file} ${text(p.problem)}`,
  'file-not-json': () => 'is not JSON',
  'file-missing': () => 'is missing',
  'file-unread': (p: { error: string | null }) => `cannot be read${p.error === null ? '' : ` (${p.error})`}`,
  'file-refused': (p: { words: string }) => `cannot be read: ${p.words}`,
};

/** Limits of age: of what, and where each is written. */
const limitMessages = {
  'limit-market-data': () => 'market data',
  'limit-heartbeat': () => 'heartbeat',
  'limit-in-plan': (p: { probe: string }) => `plan, probe ${p.probe}`,
  'limit-unreadable': (p: { configMap: string; key: string; value: string }) =>
    `cannot read the limit ${p.key} in ConfigMap ${p.configMap}: ${p.value}`,
  'limit-in-config': (p: { configMap: string; key: string }) => `ConfigMap ${p.configMap}, ${p.key}`,
  'limit-claimed': (p: { instance: string; field: string }) => `${p.instance}, ${p.field}`,
};

export const sourcesMessages = {
  ...consoleMessages,
  ...pendingMessages,
  ...limitMessages,
  ...runMessages,
  ...sourceReasons,
  ...objectMessages,
  ...availabilityMessages,
  ...CAUSES,
};
