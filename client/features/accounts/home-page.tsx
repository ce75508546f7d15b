import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { firstRunQuery } from '#client/features/accounts/api.ts';
import { PersonHome } from '#client/features/accounts/person-home.tsx';
import { VisitorHome } from '#client/features/accounts/visitor-home.tsx';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { useSession } from '#client/platform/session/session.ts';
import { spacesQuery } from '#client/platform/session/spaces.ts';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';

export function Component() {
  const { t } = useTranslation('accounts');
  const words = useErrorWords();
  const session = useSession();
  const spaces = useQuery(spacesQuery);
  if (session.isPending || spaces.isPending) return <Skeleton shape="page" count={4} />;
  if (!spaces.data) {
    return (
      <ErrorState
        title={t('home.failed')}
        onRetry={() => void spaces.refetch()}
        retrying={spaces.isFetching}
      >
        {words(spaces.error)}
      </ErrorState>
    );
  }
  const { items } = spaces.data;
  if (session.person) return <PersonHome person={session.person} spaces={items} />;
  return items.length > 0 ? <VisitorHome spaces={items} /> : <NewPlatform />;
}

/** Nothing exists yet: either the first visit of all, or spaces that only members see. */
function NewPlatform() {
  const { data, isPending } = useQuery(firstRunQuery);
  if (isPending) return <Skeleton shape="page" />;
  return data?.needed ? <Navigate to="/bienvenue" replace /> : <VisitorHome spaces={[]} />;
}
