import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/ui/actions/button.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';

interface ErrorStateProps {
  /** What happened. */
  readonly title: string;
  /** What was kept, and what to do. */
  readonly children?: ReactNode;
  readonly onRetry?: (() => void) | undefined;
  readonly retrying?: boolean;
}

/** This part could not be shown; the rest of the page still works. */
export function ErrorState({ title, children, onRetry, retrying = false }: ErrorStateProps) {
  const { t } = useTranslation('ui');
  return (
    <Banner
      tone="problem"
      title={title}
      urgent
      actions={
        onRetry && (
          <Button size="small" onPress={onRetry} isPending={retrying}>
            {t('retry')}
          </Button>
        )
      }
    >
      {children}
    </Banner>
  );
}
