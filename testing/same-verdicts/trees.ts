/** The two trees on disk: the present one, and the reference's beside it for as long as it is needed. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const PRESENT = join(import.meta.dirname, '..', '..');

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: PRESENT, encoding: 'utf8' }).trim();
}

/** The full name of a commit. @throws where there is none. */
export function commitOf(name: string): string {
  return git('rev-parse', '--verify', '--quiet', `${name}^{commit}`);
}

/** What the present tree is called: its commit, and whether files differ from it. */
export function presentCommit(): string {
  const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
  return `${commitOf('HEAD')}${changed ? '-dirty' : ''}`;
}

/** The reference as a worktree in a temporary folder: made when it is first asked for, and removed at the end. */
export class ReferenceTree {
  /** Its full name. */
  readonly commit: string;
  #folder: string | null = null;

  constructor(commit: string) {
    this.commit = commit;
  }

  root(): string {
    if (this.#folder !== null) return join(this.#folder, 'tree');
    this.#folder = mkdtempSync(join(tmpdir(), 'same-verdicts-'));
    const root = join(this.#folder, 'tree');
    git('worktree', 'add', '--quiet', '--detach', root, this.commit);
    // The same packages: what is compared is this project's own code.
    symlinkSync(realpathSync(join(PRESENT, 'node_modules')), join(root, 'node_modules'));
    return root;
  }

  remove(): void {
    const folder = this.#folder;
    this.#folder = null;
    if (folder === null || !existsSync(folder)) return;
    rmSync(folder, { recursive: true, force: true });
    git('worktree', 'prune');
  }
}
