import { useTranslation } from 'react-i18next';
import { useCurrentSpace } from '#client/app/shell/current-space.ts';
import styles from '#client/app/shell/space-switcher.module.css';
import { useSession } from '#client/platform/session/session.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { Menu, MenuItem } from '#client/ui/actions/menu.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';

/** From one space to another; on a phone, the bar's second place does it. */
export function SpaceSwitcher() {
  const { t } = useTranslation(['shell', 'common']);
  const { memberships } = useSession();
  const space = useCurrentSpace();
  return (
    <div className={styles.switcher} data-accent={space?.accent}>
      <Menu
        label={t('spaceSwitcher')}
        trigger={
          <Button variant="quiet">
            {space?.name ?? t('spaces')}
            <Icon name="chevron" size={16} />
          </Button>
        }
      >
        {memberships.map((membership) => (
          <MenuItem
            key={membership.spaceId}
            href={`/espaces/${membership.slug}`}
            detail={t(`common:kinds.${membership.kind}`)}
          >
            {membership.name}
          </MenuItem>
        ))}
        <MenuItem href="/espaces" icon="arrow">
          {t('allSpaces')}
        </MenuItem>
      </Menu>
    </div>
  );
}
