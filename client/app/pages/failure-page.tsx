import { useTranslation } from 'react-i18next';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { NotFoundPage } from '#client/app/pages/not-found-page.tsx';
import { ApiError } from '#client/platform/api/api-error.ts';
import { useOnline } from '#client/platform/offline/network.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { PageHeader } from '#client/ui/display/page-header.tsx';

/** A page that could not be shown: absent, unreachable without network, or broken. */
export function FailurePage() {
  const { t } = useTranslation('shell');
  const error = useRouteError();
  const online = useOnline();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />;
  if (error instanceof ApiError && error.code === 'not_found') return <NotFoundPage />;
  return (
    <>
      <PageHeader
        title={online ? t('failure.title') : t('unreachable.title')}
        intro={online ? t('failure.words') : t('unreachable.words')}
      />
      <Button variant="primary" onPress={() => location.reload()}>
        {t('failure.reload')}
      </Button>
    </>
  );
}
