import { useTranslation } from 'react-i18next';
import type { IconName } from '#client/ui/icons/icon-paths.ts';
import type { SectionPhase, SectionView } from '#shared/features/documents/schema.ts';

export const PHASE_ICONS: Readonly<Record<SectionPhase, IconName>> = {
  draft: 'edit',
  consultation: 'people',
  frozen: 'lock',
  adopted: 'check',
};

/** The id of a section's element, which the outline leads to. */
export const anchorOf = (section: Pick<SectionView, 'id'>): string => `partie-${section.id}`;

/** A section's title, or its number while it has none. */
export function useSectionTitle(): (section: Pick<SectionView, 'title'>, number: number) => string {
  const { t } = useTranslation('documents');
  return ({ title }, number) => (title === '' ? t('untitled', { number }) : title);
}
