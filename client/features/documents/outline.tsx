import { useTranslation } from 'react-i18next';
import styles from '#client/features/documents/outline.module.css';
import { anchorOf, PHASE_ICONS, useSectionTitle } from '#client/features/documents/sections.ts';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { DocumentView } from '#shared/features/documents/schema.ts';

interface OutlineProps {
  readonly document: DocumentView;
  readonly onChosen?: () => void;
}

/** The parts of a text, each with its phase: word, icon and colour. */
export function Outline({ document, onChosen }: OutlineProps) {
  const { t } = useTranslation('documents');
  const titleOf = useSectionTitle();
  return (
    <ol className={styles.outline}>
      {document.sections.map((section, index) => (
        <li key={section.id}>
          <a className={styles.link} href={`#${anchorOf(section)}`} onClick={onChosen}>
            <span className={styles.title}>{titleOf(section, index + 1)}</span>
            <span className={styles.phase} data-phase={section.phase}>
              <Icon name={PHASE_ICONS[section.phase]} size={14} />
              {t(`phases.${section.phase}`)}
            </span>
          </a>
        </li>
      ))}
    </ol>
  );
}
