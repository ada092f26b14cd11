/** Light or dark by hand. Without scripts the system's choice holds. */
'use client';

import { THEME_KEY, type Theme } from './theme.ts';

export function ThemeToggle() {
  return (
    <button
      type="button"
      className="button theme-toggle"
      onClick={toggle}
      aria-label="Switch between light and dark"
    >
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false">
        <circle cx="7" cy="7" r="5.4" fill="none" stroke="currentColor" strokeWidth="1.4" />
        <path d="M7 1.6a5.4 5.4 0 0 1 0 10.8z" fill="currentColor" />
      </svg>
    </button>
  );
}

function toggle(): void {
  const root = document.documentElement;
  const shown = root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  const next: Theme = shown === 'dark' ? 'light' : 'dark';
  root.dataset.theme = next;
  try {
    localStorage.setItem(THEME_KEY, next);
  } catch {
    // Storage may be refused; the choice then holds for this page only.
  }
}
