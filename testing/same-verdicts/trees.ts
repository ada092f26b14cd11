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

/**
 * The same packages: what is compared is this project's own code. A build follows no link out of its tree, so that each
 * file is linked by itself: no copy of a gigabyte. Caches are left out, since they are written to.
 */
function link(packages: string, to: string): void {
  execFileSync('cp', ['--archive', '--link', packages, to]);
  rmSync(join(to, '.cache'), { recursive: true, force: true });
}

/** The reference as a worktree in a temporary folder: made when it is first asked for, and removed at the end. */
export class ReferenceTree {
  /** Its full name. */
  readonly commit: string;
  /** Temporary, and with room for more than the tree. */
  readonly folder = mkdtempSync(join(tmpdir(), 'same-verdicts-'));
  readonly #root = join(this.folder, 'tree');

  constructor(commit: string) {
    this.commit = commit;
  }

  /** @param builds whether pages are to be built there: that needs packages within the tree. */
  root({ builds }: { builds: boolean }): string {
    if (existsSync(this.#root)) return this.#root;
    git('worktree', 'add', '--quiet', '--detach', this.#root, this.commit);
    const packages = realpathSync(join(PRESENT, 'node_modules'));
    if (builds) link(packages, join(this.#root, 'node_modules'));
    else symlinkSync(packages, join(this.#root, 'node_modules'));
    return this.#root;
  }

  remove(): void {
    if (existsSync(this.#root)) git('worktree', 'remove', '--force', this.#root);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
