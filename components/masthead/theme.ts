/** The reader's choice of light or dark; without one the system's holds, by media query alone. */
export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_KEY = 'mission-control.theme';

/** Runs before the first paint, so that a chosen theme does not flash the other one. */
export const THEME_SCRIPT = `try{var t=localStorage.getItem('${THEME_KEY}');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}`;
