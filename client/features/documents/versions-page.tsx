import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { documentQuery } from '#client/features/documents/api.ts';
import { TitleDialog } from '#client/features/documents/title-dialog.tsx';
import { VersionDialog } from '#client/features/documents/version-dialog.tsx';
import {
  keepVersion,
  listVersions,
  nameVersion,
  versionsKey,
} from '#client/features/documents/versions-api.ts';
import { ApiError } from '#client/platform/api/api-error.ts';
import { createClientKey } from '#client/platform/api/client-key.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { usePageSpace } from '#client/platform/session/page-space.ts';
import { Button, IconButton } from '#client/ui/actions/button.tsx';
import { LoadMore } from '#client/ui/display/load-more.tsx';
import { PageHeader } from '#client/ui/display/page-header.tsx';
import { Row, Rows } from '#client/ui/display/rows.tsx';
import { Time } from '#client/ui/display/time.tsx';
import { EmptyState } from '#client/ui/feedback/empty-state.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { DocumentView } from '#shared/features/documents/schema.ts';
import { VERSION_LIMITS, type VersionSummary } from '#shared/features/documents/versions.schema.ts';

/** What a text was, moment by moment. */
export function Component() {
  const { t } = useTranslation('documents');
  const words = useErrorWords();
  const { documentId = '' } = useParams();
  const document = useQuery(documentQuery(documentId));
  if (document.isPending) return <Skeleton shape="page" count={4} />;
  if (!document.data) {
    const { error } = document;
    if (error instanceof ApiError && error.code === 'not_found') throw error;
    return (
      <ErrorState title={t('failed')} onRetry={() => void document.refetch()}>
        {words(error)}
      </ErrorState>
    );
  }
  return <Versions document={document.data} />;
}

function Versions({ document }: { readonly document: DocumentView }) {
  const { t } = useTranslation('documents');
  const queries = useQueryClient();
  const [clientKey, setClientKey] = useState<string | null>(null);
  const { space, id, title } = document;
  usePageSpace(space.slug);
  const refresh = () => queries.invalidateQueries({ queryKey: versionsKey(id) });
  return (
    <div data-accent={space.accent}>
      <PageHeader
        title={t('versions.title')}
        crumbs={[
          { label: space.name, to: `/espaces/${space.slug}` },
          { label: title, to: `/documents/${id}` },
        ]}
        intro={t('versions.intro')}
        actions={
          <Button variant="primary" icon="plus" onPress={() => setClientKey(createClientKey())}>
            {t('versions.keep')}
          </Button>
        }
      />
      <VersionList document={document} onChanged={refresh} />
      {clientKey && (
        <TitleDialog
          heading={t('versions.keepTitle')}
          label={t('versions.fieldName')}
          initial=""
          maxLength={VERSION_LIMITS.name.max}
          onClose={() => setClientKey(null)}
          onSave={async (name) => {
            await keepVersion(id, { clientKey, name });
            await refresh();
          }}
        />
      )}
    </div>
  );
}

interface VersionListProps {
  readonly document: DocumentView;
  readonly onChanged: () => Promise<void>;
}

function VersionList({ document, onChanged }: VersionListProps) {
  const { t } = useTranslation('documents');
  const words = useErrorWords();
  const [shown, setShown] = useState<VersionSummary | null>(null);
  const list = useInfiniteQuery({
    queryKey: versionsKey(document.id),
    queryFn: ({ pageParam }) => listVersions(document.id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  if (list.isPending) return <Skeleton shape="rows" count={3} />;
  if (list.isError) {
    return (
      <ErrorState title={t('versions.failed')} onRetry={() => void list.refetch()}>
        {words(list.error)}
      </ErrorState>
    );
  }
  const versions = list.data.pages.flatMap((page) => page.items);
  if (versions.length === 0) {
    return (
      <EmptyState icon="clock" title={t('versions.empty')}>
        {t('versions.emptyWords')}
      </EmptyState>
    );
  }
  return (
    <>
      <Rows label={t('versions.title')}>
        {versions.map((version) => (
          <VersionRow
            key={version.id}
            documentId={document.id}
            version={version}
            onShow={() => setShown(version)}
            onChanged={onChanged}
          />
        ))}
      </Rows>
      <LoadMore
        hasMore={list.hasNextPage}
        isPending={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
      {shown && (
        <VersionDialog
          document={document}
          version={shown}
          onChanged={onChanged}
          onClose={() => setShown(null)}
        />
      )}
    </>
  );
}

interface VersionRowProps {
  readonly documentId: string;
  readonly version: VersionSummary;
  readonly onShow: () => void;
  readonly onChanged: () => Promise<void>;
}

function VersionRow({ documentId, version, onShow, onChanged }: VersionRowProps) {
  const { t } = useTranslation('documents');
  const [isNaming, setNaming] = useState(false);
  const title = version.name ?? t('versions.unnamed');
  return (
    <>
      <Row
        title={title}
        start={<Icon name={version.name === null ? 'clock' : 'pin'} size={24} />}
        details={
          <span>
            {version.by ? t('versions.by', { name: version.by.name }) : t('versions.byItself')} ·{' '}
            <Time date={version.at} />
          </span>
        }
        end={
          <>
            <IconButton
              icon="edit"
              label={t('versions.rename', { name: title })}
              onPress={() => setNaming(true)}
            />
            <Button size="small" onPress={onShow}>
              {t('versions.show')}
            </Button>
          </>
        }
      />
      {isNaming && (
        <TitleDialog
          heading={t('versions.renameTitle')}
          label={t('versions.fieldName')}
          initial={version.name ?? ''}
          maxLength={VERSION_LIMITS.name.max}
          onClose={() => setNaming(false)}
          onSave={async (name) => {
            await nameVersion(documentId, version.id, name);
            await onChanged();
          }}
        />
      )}
    </>
  );
}
