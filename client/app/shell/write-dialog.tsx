import { useTranslation } from 'react-i18next';
import styles from '#client/app/shell/write-dialog.module.css';
import { useSession } from '#client/platform/session/session.ts';
import { LinkButton } from '#client/ui/actions/button.tsx';
import { Row, Rows } from '#client/ui/display/rows.tsx';
import { Dialog } from '#client/ui/overlays/dialog.tsx';

interface WriteDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Where to speak: a space, then a topic or a text. */
export function WriteDialog({ isOpen, onClose }: WriteDialogProps) {
  const { t } = useTranslation('shell');
  const { person, memberships } = useSession();
  const writable = memberships.filter((membership) => membership.role !== 'visitor');
  return (
    <Dialog title={t('writeDialog.title')} isOpen={isOpen} onClose={onClose}>
      <div className={styles.content}>
        {writable.length > 0 && <p>{t('writeDialog.intro')}</p>}
        {writable.length === 0 && <p>{t('writeDialog.empty')}</p>}
        {writable.length === 0 && (
          <LinkButton to={person ? '/espaces' : '/connexion'} variant="primary">
            {person ? t('allSpaces') : t('signIn')}
          </LinkButton>
        )}
        {writable.length > 0 && (
          <Rows label={t('writeDialog.intro')}>
            {writable.map(({ spaceId, slug, name, accent }) => (
              <Row
                key={spaceId}
                title={name}
                accent={accent}
                end={
                  <>
                    <LinkButton to={`/espaces/${slug}/forum/nouveau`} size="small">
                      {t('writeDialog.topic')}
                    </LinkButton>
                    <LinkButton to={`/espaces/${slug}/documents`} size="small">
                      {t('writeDialog.document')}
                    </LinkButton>
                  </>
                }
              />
            ))}
          </Rows>
        )}
      </div>
    </Dialog>
  );
}
