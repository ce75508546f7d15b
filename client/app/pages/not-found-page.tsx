import { useTranslation } from 'react-i18next';
import { LinkButton } from '#client/ui/actions/button.tsx';
import { PageHeader } from '#client/ui/display/page-header.tsx';

export function NotFoundPage() {
  const { t } = useTranslation('shell');
  return (
    <>
      <PageHeader title={t('notFound.title')} intro={t('notFound.words')} />
      <LinkButton to="/" variant="primary">
        {t('notFound.home')}
      </LinkButton>
    </>
  );
}
