/** For tests: the real kubectl with the kubeconfigs of a practice mesh. */

import { execFile, execFileSync } from 'node:child_process';
import type { Role } from './api/auth.ts';
import type { TestMesh } from './test-mesh.ts';

function isThere(): boolean {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

export const MISSING = !isThere();
export const TITLE = MISSING ? 'kubectl (skipped: there is no kubectl on the PATH)' : 'kubectl';

export function kubectlArgs(mesh: TestMesh, role: Role, args: readonly string[]): string[] {
  return ['--kubeconfig', mesh.stateDir.file(`${role}.kubeconfig`), ...args];
}

export function runKubectl(mesh: TestMesh, role: Role, args: readonly string[]) {
  return new Promise<{ ok: boolean; out: string; err: string }>((resolve) =>
    execFile('kubectl', kubectlArgs(mesh, role, args), { encoding: 'utf8' }, (error, out, err) =>
      resolve({ ok: error === null, out, err }),
    ),
  );
}
