/** Links between runbooks are written as files, so that they work in the repository too; here they are pages. */
const RUNBOOK_FILE = /^(?:\.\/)?([a-z0-9_]+)\.md(#[a-z0-9-]+)?$/;

/** `x.md` as `/runbooks/x`; anything else unchanged. */
export function runbookHref(href: string | undefined): string | undefined {
  const match = href === undefined ? null : RUNBOOK_FILE.exec(href);
  return match ? `/runbooks/${match[1]}${match[2] ?? ''}` : href;
}
