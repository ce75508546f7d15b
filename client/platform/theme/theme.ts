import { createStore, useStore } from '#client/platform/store.ts';

export const THEMES = ['system', 'light', 'dark', 'contrast'] as const;

export type Theme = (typeof THEMES)[number];

/** The same key as in app/public/theme.js, which applies it before the first paint. */
const STORAGE_KEY = 'trame.theme';

const theme = createStore<Theme>(
  THEMES.find((candidate) => candidate === document.documentElement.dataset.theme) ?? 'system',
);

export const useTheme = (): Theme => useStore(theme);

/** Applies a theme at once and remembers it on this device. */
export function changeTheme(chosen: Theme): void {
  if (chosen === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  theme.write(chosen);
  try {
    if (chosen === 'system') localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, chosen);
  } catch {
    // Storage is refused: the choice lasts as long as the page.
  }
}
