/** Remedies for unavailable sources. */

import type { ProbeValue } from '#lib/facts/fact.ts';
import type { MessageCode } from '#lib/messages/catalogue.ts';
import { isMessage, type Message, type Param } from '#lib/status/message.ts';

const RBAC = 'Bind the role of deploy/rbac.yaml to this credential.';
const RENEW = 'Renew the credential, or choose another with --kubeconfig and --context.';
const PLUGIN = 'Run the credential plugin of the kubeconfig by hand and see what it asks for.';
const REACH = 'See that the API server runs, and that --kubeconfig and --context name the right one.';
const RESOLVE = 'See that the server’s name in the kubeconfig resolves from here.';
const AUTHORITY = 'Put the cluster’s authority into the kubeconfig (certificate-authority-data).';
const NETWORK = 'Look at the network between here and the API server, and at its load.';
const WIDEN = 'Bind the role of deploy/rbac.yaml in the whole cluster (a ClusterRoleBinding).';
const MISSING =
  'Look at its spelling in the plan, and at the context; create it, or take it out of the plan.';
const OTHERWISE =
  'Run doctor again; if it stays, ask the API server the same by kubectl get with this kubeconfig.';

/** By the code of a cause, the first that is there. */
const BY_CAUSE: readonly (readonly [MessageCode, string])[] = [
  ['cause-forbidden', RBAC],
  ['cause-admin-forbidden', RBAC],
  ['cause-unauthorised', RENEW],
  ['cause-admin-unauthorised', RENEW],
  ['cause-credential', PLUGIN],
  ['cause-plugin-silent', PLUGIN],
  ['cause-refused', REACH],
  ['cause-no-route', REACH],
  ['cause-dns-unknown', RESOLVE],
  ['cause-dns-silent', RESOLVE],
  ['cause-tls-expired', AUTHORITY],
  ['cause-tls-other-host', AUTHORITY],
  ['cause-tls-untrusted', AUTHORITY],
  ['cause-tls', AUTHORITY],
  ['cause-timeout', NETWORK],
  ['cause-connect-timeout', NETWORK],
  ['cause-reset', NETWORK],
  ['cause-reset-midway', NETWORK],
  ['source-narrow', WIDEN],
  ['source-missing', MISSING],
];

/** Of a cause, or of why a source is as it is: by the codes in it. */
export function remedyOfCause(cause: Message): string {
  const codes = codesIn(cause);
  return BY_CAUSE.find(([code]) => codes.includes(code))?.[1] ?? OTHERWISE;
}

/** Its own code, and those of the messages within it. */
function codesIn(param: Param): string[] {
  if (typeof param !== 'object' || param === null) return [];
  if (isMessage(param)) return [param.code, ...Object.values(param.params).flatMap(codesIn)];
  return param.flatMap(codesIn);
}

/** By outcome of an attempt. Empty: an answer arrived, so nothing of the console is to fix. */
const PROBE_MENDS: Readonly<Record<ProbeValue['outcome'], string>> = {
  answered: '',
  'not-configured': 'Set the variable that it names; README.md lists them.',
  'no-endpoints': 'See that a pod of it runs and listens at the port that the plan names.',
  'proxy-error': 'See that the API server reaches the pods: a network policy may keep it from them.',
  unreachable: 'See that it runs, and that the address in its variable is reached from here.',
  timeout: 'Look at the network between here and the agent, and at its load.',
  'too-large': 'See whether the path in the plan is the one that is meant.',
  redirected: 'Give the address to which it redirects: the console follows none.',
  unparsable: 'See whether its build answers by the contract of the probe kind that the plan names.',
  unreadable: 'See whether its build answers by the contract of the probe kind that the plan names.',
  'no-evidence': 'See whether its build answers by the contract of the probe kind that the plan names.',
  'wrong-identity': 'Correct the address, or name who answers there under answersAs in the plan.',
  forbidden: 'Bind the role of deploy/rbac.yaml to this credential: it has get on pods/proxy.',
};

/** By the outcome of an attempt, as `/api/v1/sources` has it; empty if nothing of the console is to fix. */
export function remedyOfOutcome(outcome: string): string {
  return new Map<string, string>(Object.entries(PROBE_MENDS)).get(outcome) ?? '';
}
