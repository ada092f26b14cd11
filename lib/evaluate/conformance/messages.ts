/** Messages of conformance: one pure template per code. */

import { listed } from '../../messages/lists.ts';
import type { Render } from '../../messages/render.ts';
import type { Param } from '../../status/message.ts';

/** Parts of an agent that are unavailable. */
const scopes = {
  'scope-nowhere': () => 'the plan gives it no workload: it runs where the console does not look',
  'scope-missing': (p: { workload: string }) => `${p.workload} does not exist`,
  'scope-empty': (p: { spec: string }) => `${p.spec} names no container`,
  'scope-unused': (p: { workloads: readonly string[] }) =>
    `${p.workloads.map((workload) => `${workload} does not exist`).join(', ')}; the plan calls the agent optional`,
  'scope-cloud-run-missing': (p: { service: string }) => `Cloud Run service ${p.service} does not exist`,
};

/** Why a cell or a line stands as it does. */
const frames = {
  /** The same of several places: `Deployment a, StatefulSet b: …`. */
  'conform-at': (p: { places: readonly string[]; finding: Param }, text: Render) =>
    `${listed(p.places)}: ${text(p.finding)}`,
  'conform-container': (p: { container: string; finding: Param }, text: Render) =>
    `container ${p.container}: ${text(p.finding)}`,
  'conform-not-asked-of-it': () => 'the plan does not ask this of it',
  'conform-no-rule': () => 'the plan says of no rule that it checks this line',
  'conform-rules-do-not-apply': () => 'its rules do not apply here',
  'conform-nothing-asked': () => 'nothing was asked',
  'conform-nothing-read': () => 'nothing was read',
  'conform-no-spec': () => 'no spec of it was read',
  'conform-part-unread': (p: { part: string }) => `its ${p.part} are not read`,
  'conform-proof': (p: { label: Param; value: Param; detail: Param }, text: Render) =>
    `${text(p.label)} ${text(p.value)}: ${text(p.detail)}`,
};

const answers = {
  'conform-older-form': () => 'answers in the older form, 200 whatever the feed does',
  'conform-contract-form': () => 'answers in the form of the contract',
  'conform-form-untold': () => 'answers; in which form is not told',
  'conform-status-form': (p: { minimum: boolean }) =>
    `answers in the ${p.minimum ? 'stable minimum' : 'richer form'}`,
  'conform-answers': () => 'answers with its evidence',
  'conform-within-limit': (p: { limitSeconds: number | null }) => `within its limit of ${p.limitSeconds} s`,
  'conform-state': (p: { state: Param; reason: Param }, text: Render) =>
    `${text(p.state)}: ${text(p.reason)}`,
  'conform-seen': (p: { reason: Param }, text: Render) => `seen: ${text(p.reason)}`,
  'conform-not-stale': () => 'its market data is not stale: what it would do cannot be seen from here',
  'conform-503-seen': (p: { status: number; ok: boolean }) => `seen: ${p.status}, ok=${p.ok} while stale`,
  'conform-old-without-503': (p: { status: number; ok: boolean; limitSeconds: number }) =>
    `${p.status}, ok=${p.ok} though its last tick is over ${p.limitSeconds} s old or missing`,
  'conform-stale-without-503': (p: { status: number; ok: boolean }) =>
    `${p.status}, ok=${p.ok}: calls itself stale without 503`,
  'conform-fresh': () => 'fresh: what it answers when stale cannot be seen from here',
};

type Variable = { variable: string };

const variables = {
  'conform-on': (p: Variable) => `${p.variable} is on`,
  'conform-off': (p: Variable) => `${p.variable} is off`,
  'conform-unreadable': (p: Variable) => `${p.variable} cannot be read`,
  'conform-default-decides': (p: { variables: readonly string[] }) =>
    `${listed(p.variables)} not set: the program’s default decides`,
  'conform-nothing-enables': () => 'no variable enables execution',
  'conform-nothing-bypasses': () => 'no bypass variable is on in its specs',
  'conform-mode': (p: Variable & { mode: string; differsFrom: string | null }) =>
    `${p.variable}=${p.mode}${p.differsFrom === null ? '' : `; the plan’s default is ${p.differsFrom}`}`,
  'conform-mode-unknown': (p: Variable & { mode: string }) => `${p.variable}=${p.mode} is no mode`,
  'conform-mode-unset': (p: Variable) => `${p.variable} is not set: the image’s default decides`,
  'conform-mode-reported': (p: { mode: string }) => `reports mode ${p.mode}`,
};

const credentials = {
  'conform-whole-source': (p: { kind: string; name: string }) =>
    `what ${p.kind === 'secret' ? 'Secret' : 'ConfigMap'} ${p.name}, taken whole, sets is not read`,
  'conform-no-broker-credentials': (p: { allowed: boolean }) =>
    `none in its specs${p.allowed ? ', though the plan allows them' : ''}`,
  'conform-broker-allowed': (p: { names: readonly string[] }) =>
    `holds ${listed(p.names)}; the plan allows it`,
  'conform-broker-forbidden': (p: { names: readonly string[] }) =>
    `holds broker credentials that the plan does not allow it: ${listed(p.names)}`,
  'conform-no-credential': () => 'no credential stands in its environment',
  'conform-from-secret': (p: Variable) => `${p.variable} comes from a Secret`,
  'conform-from-config-map': (p: Variable & { configMap: string }) =>
    `${p.variable} comes from ConfigMap ${p.configMap}`,
  'conform-put-together': (p: Variable) => `${p.variable} is put together from other variables`,
  'conform-names-a-place': (p: Variable) =>
    `${p.variable} is written into the spec; by its name it says where, not what`,
  'conform-in-spec': (p: Variable) => `${p.variable} is written into the spec`,
};

const specs = {
  'conform-no-image': () => 'the spec names no image',
  'conform-by-digest': () => 'pinned by digest',
  'conform-no-tag': (p: { image: string }) => `${p.image} has no tag`,
  'conform-moving-tag': (p: { image: string; tag: string }) => `${p.image}: the tag ${p.tag} moves`,
  'conform-placeholder-tag': (p: { image: string }) => `${p.image}: the tag is a placeholder`,
  'conform-tag': (p: { tag: string }) => `tag ${p.tag}`,
  'conform-no-switch-wanted': () => 'its specs read no kill switch and the plan asks for none',
  'conform-takes-no-switch': () => 'takes no kill switch, by no file and by no variable',
  /** `why`: how it is taken, cut to what a cell can hold. */
  'conform-takes': (p: { why: Param; frozenFile: boolean }, text: Render) =>
    `${text(p.why).slice(0, 240)}${p.frozenFile ? ', by subPath: changes never reach it' : ''}`,
  'conform-no-liveness': () => 'it has no liveness probe',
  'conform-liveness-without-http': () => 'liveness does not ask by HTTP: what it asks is not known',
  'conform-restarts-on-stale': (p: { path: string; recommended: boolean }) =>
    `liveness asks ${p.path}, which fails while data is stale: a restart${p.recommended ? '; the plan itself recommends it' : ''}`,
  'conform-asks': (p: { probe: string; path: string }) => `${p.probe} asks ${p.path}`,
  'conform-asks-elsewhere': (p: { probe: string; paths: readonly (string | null)[]; wanted: string }) =>
    `${p.probe} asks ${p.paths.map((path) => path ?? 'without HTTP').join(', ')}; the plan recommends ${p.wanted}`,
  'conform-no-probe': (p: { probe: string; wanted: string }) =>
    `no ${p.probe} probe; the plan recommends ${p.wanted}`,
  'conform-either-asks': (p: { probes: readonly string[]; path: string }) =>
    `${p.probes.join(' and ')} ask${p.probes.length === 1 ? 's' : ''} ${p.path}`,
  'conform-neither-asks': (p: { path: string }) => `no probe asks ${p.path}, which the plan recommends`,
  'conform-bounded': () => 'CPU and memory are requested and limited',
  'conform-unbounded': (p: { requests: readonly string[]; limits: readonly string[] }) =>
    [...p.requests.map((name) => `no ${name} request`), ...p.limits.map((name) => `no ${name} limit`)].join(
      ', ',
    ),
};

export const conformanceMessages = {
  ...scopes,
  ...frames,
  ...answers,
  ...variables,
  ...credentials,
  ...specs,
};
