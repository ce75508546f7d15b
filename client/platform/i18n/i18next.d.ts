import 'i18next';
import type { Translations } from '#shared/i18n/translations.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Translations;
  }
}
