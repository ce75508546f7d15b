import { QueryClientProvider } from '@tanstack/react-query';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router/dom';
import { router } from '#client/app/router.tsx';
import { createQueryClient } from '#client/platform/api/query-client.ts';
import { ToastRegion } from '#client/ui/feedback/toast.tsx';

const queryClient = createQueryClient();

export function Providers() {
  const { i18n } = useTranslation();
  return (
    <QueryClientProvider client={queryClient}>
      <I18nProvider locale={i18n.resolvedLanguage ?? 'fr'}>
        <RouterProvider router={router} />
        <ToastRegion />
      </I18nProvider>
    </QueryClientProvider>
  );
}
