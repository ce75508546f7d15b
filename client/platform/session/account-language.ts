import { useEffect } from 'react';
import { followAccountLanguage } from '#client/platform/i18n/i18n.ts';
import { useSession } from '#client/platform/session/session.ts';

/** Shows the screens in the language that the account asks for. */
export function useAccountLanguage(): void {
  const locale = useSession().person?.locale;
  useEffect(() => {
    if (locale) void followAccountLanguage(locale);
  }, [locale]);
}
