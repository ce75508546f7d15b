import { useTranslation } from 'react-i18next';
import { WordFilter } from '#client/ui/fields/word-filter.tsx';
import { TOPIC_KINDS, type TopicKind } from '#shared/features/forum/domain.ts';

interface KindFilterProps {
  readonly kind: TopicKind | null;
  readonly onChange: (kind: TopicKind | null) => void;
}

/** The kinds of topics as plain words; one at a time, or all. */
export function KindFilter({ kind, onChange }: KindFilterProps) {
  const { t } = useTranslation('forum');
  return (
    <WordFilter
      label={t('filter')}
      all={t('all')}
      options={TOPIC_KINDS.map((value) => ({ value, label: t(`kindsMany.${value}`) }))}
      value={kind}
      onChange={onChange}
    />
  );
}
