import type { Theme } from '$api/types';

const STORED = 'tresen.theme';
let followed: MediaQueryList | null = null;

function paint(isDark: boolean): void {
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', isDark ? '#0C100E' : '#F1F2ED');
}

const follow = (event: MediaQueryListEvent): void => paint(event.matches);

/** Shows a theme and remembers it for the first paint of the next page (static/theme.js reads it). */
export function applyTheme(theme: Theme): void {
  followed?.removeEventListener('change', follow);
  followed = null;
  if (theme === 'system') {
    followed = matchMedia('(prefers-color-scheme: dark)');
    followed.addEventListener('change', follow);
    paint(followed.matches);
  } else paint(theme === 'dark');
  try {
    localStorage.setItem(STORED, theme);
  } catch {
    // storage may be blocked; the account still knows
  }
}
