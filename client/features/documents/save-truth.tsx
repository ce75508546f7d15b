import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaveTruth } from '#client/editor/collaboration/document-session.ts';
import styles from '#client/features/documents/save-truth.module.css';
import { VisuallyHidden } from '#client/ui/display/visually-hidden.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { IconName } from '#client/ui/icons/icon-paths.ts';
import { hourWords } from '#shared/i18n/date-words.ts';

const ICONS: Readonly<Record<SaveTruth['state'], IconName>> = {
  opening: 'clock',
  saved: 'check',
  saving: 'send',
  'on-this-device': 'lock',
  offline: 'offline',
  refused: 'warning',
  closed: 'lock',
};

/** A state that lasts this long is worth a word to those who listen to the page; milliseconds. */
const LASTING = 2_500;

/** Where the words are, in words. */
export function SaveIndicator({ save }: { readonly save: SaveTruth }) {
  const { t, i18n } = useTranslation('documents');
  const language = i18n.resolvedLanguage === 'en' ? 'en' : 'fr';
  const said =
    save.state === 'saved' && save.savedAt > 0
      ? t('save.savedAt', { hour: hourWords(save.savedAt, { language }) })
      : t(`save.${save.state}`);
  return (
    <>
      <span className={styles.truth} data-state={save.state} title={t(`save.detail.${save.state}`)}>
        <Icon name={ICONS[save.state]} size={16} />
        <span className={styles.words}>{said}</span>
      </span>
      <Announcement state={save.state} />
    </>
  );
}

/** Says a state once it lasts and differs from the last that was said: never at each letter. */
function Announcement({ state }: { readonly state: SaveTruth['state'] }) {
  const { t } = useTranslation('documents');
  const [told, setTold] = useState<SaveTruth['state'] | null>(null);
  useEffect(() => {
    if (state === 'opening') return;
    const tell = () => setTold((last) => (last === null && state === 'saved' ? null : state));
    const timer = setTimeout(tell, LASTING);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <VisuallyHidden>
      <span role="status">{told && `${t(`save.${told}`)}. ${t(`save.detail.${told}`)}`}</span>
    </VisuallyHidden>
  );
}
