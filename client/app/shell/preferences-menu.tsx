import { useTranslation } from 'react-i18next';
import { changeLanguage, currentLanguage } from '#client/platform/i18n/i18n.ts';
import { changeTheme, THEMES, type Theme, useTheme } from '#client/platform/theme/theme.ts';
import { IconButton } from '#client/ui/actions/button.tsx';
import { Menu, MenuChoice } from '#client/ui/actions/menu.tsx';
import type { IconName } from '#client/ui/icons/icon-paths.ts';
import { LANGUAGES } from '#shared/i18n/languages.ts';

const THEME_ICONS: Readonly<Record<Theme, IconName>> = {
  system: 'settings',
  light: 'sun',
  dark: 'moon',
  contrast: 'contrast',
};

/** Language and display, for everyone, signed in or not. */
export function PreferencesMenu() {
  const { t } = useTranslation(['shell', 'common']);
  const theme = useTheme();
  return (
    <Menu
      label={t('preferences')}
      trigger={<IconButton icon="language" label={t('preferences')} />}
    >
      <MenuChoice
        title={t('language')}
        value={currentLanguage()}
        onChange={(language) => void changeLanguage(language)}
        options={LANGUAGES.map((value) => ({ value, label: t(`common:languages.${value}`) }))}
      />
      <MenuChoice
        title={t('theme')}
        value={theme}
        onChange={changeTheme}
        options={THEMES.map((value) => ({
          value,
          label: t(`themes.${value}`),
          icon: THEME_ICONS[value],
        }))}
      />
    </Menu>
  );
}
