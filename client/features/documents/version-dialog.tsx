import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentQuery } from '#client/features/documents/api.ts';
import { useSectionTitle } from '#client/features/documents/sections.ts';
import { TakeUpDialog } from '#client/features/documents/take-up-dialog.tsx';
import styles from '#client/features/documents/version-dialog.module.css';
import { type Gesture, versionQuery } from '#client/features/documents/versions-api.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import { Dialog } from '#client/ui/overlays/dialog.tsx';
import type { DocumentView } from '#shared/features/documents/schema.ts';
import type { VersionSummary, VersionText } from '#shared/features/documents/versions.schema.ts';

interface VersionDialogProps {
  readonly document: DocumentView;
  readonly version: VersionSummary;
  /** A text was taken up: there may be new versions, and others may have lost it. */
  readonly onChanged: () => Promise<void>;
  readonly onClose: () => void;
}

/** One version, to read and to take up text by text. */
export function VersionDialog({ document, version, onChanged, onClose }: VersionDialogProps) {
  const { t } = useTranslation('documents');
  const words = useErrorWords();
  const queries = useQueryClient();
  const shown = useQuery(versionQuery(document.id, version.id));
  const [asked, setAsked] = useState<{ gesture: Gesture; section: string | null } | null>(null);
  return (
    <Dialog
      title={version.name ?? t('versions.unnamed')}
      isOpen
      onClose={onClose}
      width="wide"
      actions={<Button onPress={onClose}>{t('versions.close')}</Button>}
    >
      {shown.isPending && <Skeleton count={4} />}
      {shown.isError && <Banner tone="problem">{words(shown.error)}</Banner>}
      {shown.data?.texts.map((text, index) => (
        <Text
          key={text.section}
          document={document}
          text={text}
          number={index + 1}
          onAsk={(gesture) => setAsked({ gesture, section: text.section })}
        />
      ))}
      {asked && (
        <TakeUpDialog
          documentId={document.id}
          versionId={version.id}
          {...asked}
          onClose={() => setAsked(null)}
          onDone={async () => {
            await queries.invalidateQueries(documentQuery(document.id));
            await onChanged();
            onClose();
          }}
        />
      )}
    </Dialog>
  );
}

interface TextProps {
  readonly document: DocumentView;
  readonly text: VersionText;
  readonly number: number;
  readonly onAsk: (gesture: Gesture) => void;
}

function Text({ document, text, number, onAsk }: TextProps) {
  const { t } = useTranslation('documents');
  const titleOf = useSectionTitle();
  const { section, words } = text;
  const title = section === null ? document.title : titleOf(text, number);
  const isOpen =
    section === null ||
    document.sections.some(({ id, role }) => id === section && role === 'write');
  const { arrange, erase } = document.may;
  return (
    <section className={styles.text}>
      <h3 className={styles.title}>{title}</h3>
      {words === null && <p className={styles.erased}>{t('versions.erased')}</p>}
      {words === '' && <p className={styles.erased}>{t('versions.blank')}</p>}
      {words && <p className={styles.words}>{words.trim()}</p>}
      {words !== null && isOpen && (
        <div className={styles.actions}>
          {arrange && (
            <Button size="small" onPress={() => onAsk('restore')}>
              {t('versions.restore')}
            </Button>
          )}
          {erase && section !== null && (
            <Button size="small" variant="quiet" icon="trash" onPress={() => onAsk('erase')}>
              {t('versions.erase')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
