/** A runbook for somebody who was asleep two minutes ago: safety first and set apart, then in its own order. */

import type { Runbook } from '#lib/documents/runbook.ts';
import { LivePanel } from './live-panel.tsx';
import { type Copying, RunbookMarkdown } from './markdown.tsx';
import { RunbookSubject } from './runbook-subject.tsx';
import { HUMAN, type LiveRequest, SAFETY, type Section, sectionsOf } from './sections.ts';

export function RunbookPage({ runbook }: { runbook: Runbook }) {
  const { slug, title, markdown } = runbook;
  const sections = sectionsOf(markdown);
  const named = sections.filter((s) => s.title !== '');
  return (
    <div className="runbook-page">
      <article className="runbook">
        <p className="runbook-trail">
          <a href="/runbooks">Runbooks</a> / <span className="machine">{slug}</span>
        </p>
        <h1>{title}</h1>
        {named.every((s) => s.title !== SAFETY) && <NoSafety />}
        {sections.map((section) => (
          <SectionView key={section.title} section={section} slug={slug} />
        ))}
      </article>
      <aside className="runbook-side" aria-label="Live, and on this page" data-testid="runbook-beside">
        {liveOf(sections).map((live) => (
          <LivePanel key={JSON.stringify(live)} live={live} />
        ))}
        <RunbookSubject slug={slug} />
        <nav aria-label="On this page">
          <ul>
            {named.map((s) => (
              <li key={s.anchor}>
                <a href={`#${s.anchor}`}>{s.title}</a>
              </li>
            ))}
          </ul>
        </nav>
      </aside>
    </div>
  );
}

/** The runbook's live state is beside it too, so that its end is visible during the checks. */
function liveOf(sections: readonly Section[]): LiveRequest[] {
  return sections.flatMap((s) => s.parts.flatMap((p) => (p.kind === 'live' ? [p.live] : [])));
}

/** Each says by its look what kind of thing it is. */
const LOOK: Readonly<Record<string, string>> = { [SAFETY]: 'runbook-safety', [HUMAN]: 'runbook-human' };

function SectionView({ section, slug }: { section: Section; slug: string }) {
  const { title, anchor, parts } = section;
  const copying: Copying = title === HUMAN ? 'never' : 'allowed';
  const body = parts.map((part) =>
    part.kind === 'live' ? (
      <LivePanel key={JSON.stringify(part.live)} live={part.live} />
    ) : (
      <RunbookMarkdown key={part.text} text={part.text} slug={slug} copying={copying} />
    ),
  );
  if (title === '') return <div className="runbook-intro">{body}</div>;
  return (
    <section aria-labelledby={anchor} className={LOOK[title]}>
      <h2 id={anchor}>{title}</h2>
      {body}
    </section>
  );
}

function NoSafety() {
  return (
    <section className="runbook-safety">
      <p>
        <b>This runbook says nothing of safety.</b> Then this holds: execution stays off, the kill switch is
        not touched, nothing is changed without a change record.
      </p>
    </section>
  );
}
