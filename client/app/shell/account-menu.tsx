import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import styles from '#client/app/shell/account-menu.module.css';
import { useSignOut } from '#client/features/accounts/sign-out.tsx';
import type { useSession } from '#client/platform/session/session.ts';
import { Menu, MenuItem } from '#client/ui/actions/menu.tsx';
import { classes } from '#client/ui/classes.ts';
import { Avatar } from '#client/ui/display/avatar.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';

interface AccountMenuProps {
  readonly person: NonNullable<ReturnType<typeof useSession>['person']>;
}

export function AccountMenu({ person }: AccountMenuProps) {
  const { t } = useTranslation('shell');
  const { leave, question } = useSignOut();
  const shownName = person.name || person.email;
  return (
    <>
      <Menu
        label={t('account')}
        trigger={
          <Button className={classes(styles.trigger)} aria-label={`${t('account')} (${shownName})`}>
            {person.name === '' ? <Icon name="me" /> : <Avatar name={person.name} />}
          </Button>
        }
      >
        <MenuItem href="/moi" icon="me" detail={person.email}>
          {person.name}
        </MenuItem>
        {person.hostRole === 'administrator' ? (
          <MenuItem href="/administration/courriels" icon="mail">
            {t('outbox')}
          </MenuItem>
        ) : null}
        <MenuItem icon="leave" onAction={leave}>
          {t('signOut')}
        </MenuItem>
      </Menu>
      {question}
    </>
  );
}
