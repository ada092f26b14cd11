/** The ways to the console's pages. `subject`: the one that is open; the pane has none. */
const PAGES = [
  { href: '/', title: 'Pane' },
  { href: '/contracts', title: 'Contracts' },
  { href: '/cadence', title: 'Cadence' },
  { href: '/slo', title: 'SLO' },
  { href: '/handover', title: 'Hand-over' },
  { href: '/reports', title: 'Reports' },
  { href: '/runbooks', title: 'Runbooks' },
  { href: '/sources', title: 'Sources' },
];

interface PageNavProps {
  subject: string | undefined;
  /** Name of this navigation if a page has several. */
  label: string;
}

export function PageNav({ subject = 'Pane', label }: PageNavProps) {
  return (
    <nav className="page-nav" aria-label={label}>
      {PAGES.map(({ href, title }) => (
        <a key={href} href={href} aria-current={title === subject ? 'page' : undefined}>
          {title}
        </a>
      ))}
    </nav>
  );
}
