import { useTranslation } from 'react-i18next';
import { type PlaceOfThings, useGathered } from '#client/features/spaces/gather.ts';
import { GatheredRows, SpaceName } from '#client/features/spaces/gathered-rows.tsx';
import { Row } from '#client/ui/display/rows.tsx';
import { EmptyState } from '#client/ui/feedback/empty-state.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { DocumentSummary, SectionPhase } from '#shared/features/documents/schema.ts';

interface TextsUnderWayProps {
  readonly spaces: readonly PlaceOfThings[];
  readonly most: number;
}

/** Read from each space, to find those which are still being written among them. */
const READ = 10;

const countOf = (phases: readonly SectionPhase[], phase: SectionPhase) =>
  phases.filter((each) => each === phase).length;

const isUnderWay = ({ kind, phases }: DocumentSummary): boolean =>
  kind === 'plain' || countOf(phases, 'draft') + countOf(phases, 'consultation') > 0;

/** The texts that wait for words, the newest first. */
export function TextsUnderWay({ spaces, most }: TextsUnderWayProps) {
  const { t } = useTranslation('spaces');
  const gathered = useGathered<DocumentSummary>(spaces, 'documents', READ);
  const texts = gathered.entries
    .filter(({ item }) => isUnderWay(item))
    .toSorted((a, b) => Date.parse(b.item.createdAt) - Date.parse(a.item.createdAt))
    .slice(0, most);
  return (
    <GatheredRows
      gathered={gathered}
      label={t('underWay.texts')}
      failed={t('underWay.textsFailed')}
      empty={
        <EmptyState icon="document" title={t('underWay.noText')}>
          {t('underWay.noTextWords')}
        </EmptyState>
      }
      rows={texts.map(({ item, space }) => (
        <TextRow key={item.id} text={item} space={space} named={spaces.length > 1} />
      ))}
    />
  );
}

interface TextRowProps {
  readonly text: DocumentSummary;
  readonly space: PlaceOfThings;
  readonly named: boolean;
}

function TextRow({ text, space, named }: TextRowProps) {
  const { t } = useTranslation('spaces');
  const drafts = countOf(text.phases, 'draft');
  const discussed = countOf(text.phases, 'consultation');
  return (
    <Row
      title={text.title}
      to={`/documents/${text.id}`}
      accent={space.accent}
      start={<Icon name="document" size={24} />}
      details={
        <>
          {named && <SpaceName space={space} />}
          {drafts > 0 && <span>{t('underWay.drafts', { count: drafts })}</span>}
          {discussed > 0 && <span>{t('underWay.discussed', { count: discussed })}</span>}
          {text.kind === 'plain' && <span>{t('underWay.plainText')}</span>}
        </>
      }
    />
  );
}
