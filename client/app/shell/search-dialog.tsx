import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  Autocomplete,
  Header,
  Input,
  Label,
  Menu,
  MenuItem,
  MenuSection,
  SearchField,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import styles from '#client/app/shell/search-dialog.module.css';
import { findEntries, type SearchEntry } from '#client/app/shell/search-entries.ts';
import { useSession } from '#client/platform/session/session.ts';
import { spacesQuery } from '#client/platform/session/spaces.ts';
import menu from '#client/ui/actions/menu.module.css';
import { classes } from '#client/ui/classes.ts';
import { VisuallyHidden } from '#client/ui/display/visually-hidden.tsx';
import field from '#client/ui/fields/field.module.css';
import { Icon } from '#client/ui/icons/icon.tsx';
import { Dialog } from '#client/ui/overlays/dialog.tsx';

interface SearchDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** More than that and one writes another letter. */
const MOST_SHOWN = 12;

/** Goes to a space or a page by its name. */
export function SearchDialog({ isOpen, onClose }: SearchDialogProps) {
  const { t } = useTranslation('shell');
  return (
    <Dialog title={t('search.title')} isOpen={isOpen} onClose={onClose} position="top">
      <SearchPanel onClose={onClose} />
    </Dialog>
  );
}

function SearchPanel({ onClose }: Pick<SearchDialogProps, 'onClose'>) {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const found = findEntries(useEntries(), query).slice(0, MOST_SHOWN);
  const open = (to: string) => {
    onClose();
    void navigate(to);
  };
  return (
    <Autocomplete inputValue={query} onInputChange={setQuery}>
      <SearchField autoFocus>
        <Label>
          <VisuallyHidden>{t('search.label')}</VisuallyHidden>
        </Label>
        <Input className={classes(field.control)} placeholder={t('search.label')} />
      </SearchField>
      <Menu
        aria-label={t('search.title')}
        className={classes(styles.results)}
        onAction={(key) => open(String(key))}
        renderEmptyState={() => <p className={styles.none}>{t('search.none', { query })}</p>}
      >
        {(['spaces', 'pages'] as const).map((group) => {
          const entries = found.filter((entry) => entry.group === group);
          if (entries.length === 0) return null;
          return (
            <MenuSection key={group}>
              <Header className={menu.heading}>
                {t(group === 'spaces' ? 'search.groupSpaces' : 'search.groupPages')}
              </Header>
              {entries.map((entry) => (
                <MenuItem
                  key={entry.to}
                  id={entry.to}
                  textValue={entry.label}
                  className={classes(menu.item)}
                >
                  <Icon name={group === 'spaces' ? 'spaces' : 'arrow'} size={18} />
                  {entry.label}
                </MenuItem>
              ))}
            </MenuSection>
          );
        })}
      </Menu>
      <p className={styles.hint}>{t('search.hint')}</p>
    </Autocomplete>
  );
}

function useEntries(): SearchEntry[] {
  const { t } = useTranslation('shell');
  const { person, memberships } = useSession();
  const spaces = useQuery(spacesQuery).data?.items ?? memberships;
  const page = (to: string, label: string): SearchEntry => ({ to, label, group: 'pages' });
  return [
    ...spaces.map(
      ({ slug, name }): SearchEntry => ({ to: `/espaces/${slug}`, label: name, group: 'spaces' }),
    ),
    page('/', t('home')),
    page('/espaces', t('allSpaces')),
    page('/rencontres', t('meetings')),
    page('/annuaire', t('directory')),
    ...(person ? [page('/moi', t('account'))] : [page('/connexion', t('signIn'))]),
    ...(person?.hostRole === 'administrator'
      ? [page('/administration/courriels', t('outbox'))]
      : []),
  ];
}
