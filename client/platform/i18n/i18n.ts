import i18next, { type BackendModule, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language } from '#shared/i18n/languages.ts';

const STORAGE_KEY = 'trame.language';

type Words = Record<string, unknown>;

/** One namespace per feature, one small file per language, fetched when a page needs it. */
const FILES = import.meta.glob<Words>('#shared/i18n/*/*.json', { import: 'default' });

async function loadWords(language: string, namespace: string): Promise<Words> {
  const load = Object.entries(FILES).find(([path]) =>
    path.endsWith(`/i18n/${language}/${namespace}.json`),
  );
  if (!load) throw new Error(`no translation file: ${language}/${namespace}`);
  return load[1]();
}

const lazyFiles: BackendModule = {
  type: 'backend',
  init: () => {},
  read(language, namespace, callback) {
    loadWords(language, namespace).then(
      (words) => callback(null, words),
      (error: unknown) =>
        callback(error instanceof Error ? error : new Error(String(error)), false),
    );
  },
};

const isLanguage = (value: string | null | undefined): value is Language =>
  LANGUAGES.some((language) => language === value);

/** The first that Trame speaks among what was chosen here and what the browser asks; else French. */
export function preferredLanguage(chosen: string | null, asked: readonly string[]): Language {
  if (isLanguage(chosen)) return chosen;
  for (const tag of asked) {
    const language = tag.slice(0, 2).toLowerCase();
    if (isLanguage(language)) return language;
  }
  return 'fr';
}

export const currentLanguage = (): Language =>
  isLanguage(i18next.resolvedLanguage) ? i18next.resolvedLanguage : 'fr';

/** Changes the language of every screen at once and remembers it on this device. */
export async function changeLanguage(language: Language): Promise<void> {
  writeStored(language);
  await i18next.changeLanguage(language);
}

/** Follows the account's language, unless this device has a choice of its own. */
export async function followAccountLanguage(language: Language): Promise<void> {
  if (readStored() === null && language !== currentLanguage())
    await i18next.changeLanguage(language);
}

/** Prepares the words of the shell; those of a feature come with its first page. */
export async function startI18n(instance: i18n = i18next): Promise<void> {
  instance.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await instance
    .use(lazyFiles)
    .use(initReactI18next)
    .init({
      lng: preferredLanguage(readStored(), navigator.languages),
      fallbackLng: 'fr',
      supportedLngs: [...LANGUAGES],
      load: 'languageOnly',
      ns: ['common', 'ui', 'shell'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
    });
}

function readStored(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

function writeStored(language: Language): void {
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // Storage is refused: the choice lasts as long as the page.
  }
}
