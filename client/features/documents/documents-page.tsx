import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { listDocuments } from '#client/features/documents/api.ts';
import { CreateDocumentDialog } from '#client/features/documents/create-document-dialog.tsx';
import { ApiError } from '#client/platform/api/api-error.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { useSession } from '#client/platform/session/session.ts';
import { spaceQuery } from '#client/platform/session/spaces.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { Badge } from '#client/ui/display/badge.tsx';
import { LoadMore } from '#client/ui/display/load-more.tsx';
import { PageHeader } from '#client/ui/display/page-header.tsx';
import { Row, Rows } from '#client/ui/display/rows.tsx';
import { Time } from '#client/ui/display/time.tsx';
import { EmptyState } from '#client/ui/feedback/empty-state.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { DocumentSummary } from '#shared/features/documents/schema.ts';

/** What a space writes together. */
export function Component() {
  const { t } = useTranslation('documents');
  const words = useErrorWords();
  const { slug = '' } = useParams();
  const { person } = useSession();
  const [isCreating, setCreating] = useState(false);
  const space = useQuery(spaceQuery(slug));
  if (space.isPending) return <Skeleton shape="page" count={4} />;
  if (!space.data) {
    if (space.error instanceof ApiError && space.error.code === 'not_found') throw space.error;
    return (
      <ErrorState title={t('listFailed')} onRetry={() => void space.refetch()}>
        {words(space.error)}
      </ErrorState>
    );
  }
  const { name, accent, role } = space.data;
  const mayWrite = (role !== null && role !== 'visitor') || person?.hostRole === 'administrator';
  const create = mayWrite && (
    <Button variant="primary" icon="write" onPress={() => setCreating(true)}>
      {t('create')}
    </Button>
  );
  return (
    <div data-accent={accent}>
      <PageHeader
        title={t('title')}
        crumbs={[{ label: name, to: `/espaces/${slug}` }]}
        intro={t('intro')}
        actions={create}
      />
      <DocumentList slug={slug} mayWrite={mayWrite} onCreate={() => setCreating(true)} />
      <CreateDocumentDialog slug={slug} isOpen={isCreating} onClose={() => setCreating(false)} />
    </div>
  );
}

interface DocumentListProps {
  readonly slug: string;
  readonly mayWrite: boolean;
  readonly onCreate: () => void;
}

function DocumentList({ slug, mayWrite, onCreate }: DocumentListProps) {
  const { t } = useTranslation('documents');
  const words = useErrorWords();
  const list = useInfiniteQuery({
    queryKey: ['spaces', slug, 'documents', mayWrite],
    queryFn: ({ pageParam }) => listDocuments(slug, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  if (list.isPending) return <Skeleton shape="rows" count={3} />;
  if (list.isError) {
    return (
      <ErrorState
        title={t('listFailed')}
        onRetry={() => void list.refetch()}
        retrying={list.isFetching}
      >
        {words(list.error)}
      </ErrorState>
    );
  }
  const documents = list.data.pages.flatMap((page) => page.items);
  if (documents.length === 0) {
    return (
      <EmptyState
        icon="document"
        title={t('empty')}
        action={
          mayWrite && (
            <Button icon="write" onPress={onCreate}>
              {t('create')}
            </Button>
          )
        }
      >
        {mayWrite ? t('emptyWords') : t('emptyReader')}
      </EmptyState>
    );
  }
  return (
    <>
      <Rows label={t('title')}>
        {documents.map((document) => (
          <DocumentRow key={document.id} document={document} />
        ))}
      </Rows>
      <LoadMore
        hasMore={list.hasNextPage}
        isPending={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}

function DocumentRow({ document }: { readonly document: DocumentSummary }) {
  const { t } = useTranslation('documents');
  const { id, title, kind, phases, audience, createdBy, createdAt } = document;
  const form = kind === 'letter' ? t('sections', { count: phases.length }) : t('kinds.plain');
  return (
    <Row
      title={title}
      to={`/documents/${id}`}
      start={<Icon name="document" size={24} />}
      details={
        <span>
          {form} · {t('by', { name: createdBy.name })} · <Time date={createdAt} />
        </span>
      }
      end={audience === 'public' && <Badge>{t('audienceBadge.public')}</Badge>}
    />
  );
}
