/** How to mend what keeps the console from seeing. */

import type { ProbeValue } from '#lib/facts/fact.ts';

/** By what a reason says, the first that fits; reasons are the words of `collectors`. */
const BY_REASON: readonly (readonly [RegExp, string])[] = [
  [/\b403\b|not allowed/, 'Bind the role of deploy/rbac.yaml to this credential.'],
  [/\b401\b/, 'Renew the credential, or choose another with --kubeconfig and --context.'],
  [/credential/, 'Run the credential plugin of the kubeconfig by hand and see what it asks for.'],
  [
    /refused|no route/,
    'See that the API server runs, and that --kubeconfig and --context name the right one.',
  ],
  [/host name|name server/, 'See that the server’s name in the kubeconfig resolves from here.'],
  [/^TLS/, 'Put the cluster’s authority into the kubeconfig (certificate-authority-data).'],
  [
    /no full answer|timed out|connection lost/,
    'Look at the network between here and the API server, and at its load.',
  ],
  [/^only /, 'Bind the role of deploy/rbac.yaml in the whole cluster (a ClusterRoleBinding).'],
];
const OTHERWISE =
  'Run doctor again; if it stays, ask the API server the same by kubectl get with this kubeconfig.';

export function mendOfReason(reason: string): string {
  return BY_REASON.find(([pattern]) => pattern.test(reason))?.[1] ?? OTHERWISE;
}

/** By how an attempt went. Empty: what was answered is for the pane to judge, and nothing of the console's to mend. */
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
  'no-evidence': 'See whether its build answers by the contract of the probe kind that the plan names.',
  'wrong-identity': 'Correct the address, or name who answers there under answersAs in the plan.',
  forbidden: 'Bind the role of deploy/rbac.yaml to this credential: it has get on pods/proxy.',
};

/** By the outcome of an attempt, as `/api/v1/sources` has it; empty where there is nothing of the console's to mend. */
export function mendOfOutcome(outcome: string): string {
  return new Map<string, string>(Object.entries(PROBE_MENDS)).get(outcome) ?? '';
}
