import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { DocumentSession } from '#client/editor/collaboration/document-session.ts';
import { documentQuery, documentsLive, renameDocument } from '#client/features/documents/api.ts';
import styles from '#client/features/documents/document-page.module.css';
import { Letter } from '#client/features/documents/letter.tsx';
import { PeopleHere } from '#client/features/documents/people-here.tsx';
import { PlainText } from '#client/features/documents/plain-text.tsx';
import { SaveIndicator } from '#client/features/documents/save-truth.tsx';
import { TitleDialog } from '#client/features/documents/title-dialog.tsx';
import {
  useDocumentSession,
  useDocumentState,
} from '#client/features/documents/use-document-session.ts';
import { ApiError } from '#client/platform/api/api-error.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { useOnConnect } from '#client/platform/realtime/live.ts';
import { usePageSpace } from '#client/platform/session/page-space.ts';
import { useSession } from '#client/platform/session/session.ts';
import { IconButton, LinkButton } from '#client/ui/actions/button.tsx';
import { PageHeader } from '#client/ui/display/page-header.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import { DOCUMENT_LIMITS, type DocumentView } from '#shared/features/documents/schema.ts';

/** A text that people write together. */
export function Component() {
  const { t } = useTranslation('documents');
  const words = useErrorWords();
  const { documentId = '' } = useParams();
  const document = useQuery(documentQuery(documentId));
  const { person, isPending } = useSession();
  useChanges(documentId);
  if (document.isPending || isPending) return <Skeleton shape="page" count={5} />;
  if (!document.data) {
    const { error } = document;
    if (error instanceof ApiError && error.code === 'not_found') throw error;
    return (
      <ErrorState title={t('failed')} onRetry={() => void document.refetch()}>
        {words(error)}
      </ErrorState>
    );
  }
  if (!person) return <SignInToRead document={document.data} />;
  return (
    <OpenDocument
      key={`${person.id}/${documentId}`}
      document={document.data}
      writer={{ id: person.id, name: person.name }}
    />
  );
}

/** Reads the document again when it changed, and after each connection. */
function useChanges(documentId: string): void {
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries(documentQuery(documentId));
  documentsLive.useLiveEvent('documents.changed', (changed) => {
    if (changed.documentId === documentId) refresh();
  });
  useOnConnect(() => {
    // A refusal shows itself where the document is read.
    documentsLive.emitAcknowledged('documents.follow', { documentId }).then(refresh, () => {});
  });
}

function SignInToRead({ document }: { readonly document: DocumentView }) {
  const { t } = useTranslation('documents');
  return (
    <div data-accent={document.space.accent}>
      <PageHeader title={document.title} crumbs={crumbsOf(document, t('title'))} />
      <Banner
        actions={
          <LinkButton to="/connexion" variant="primary" size="small">
            {t('refusal.signIn')}
          </LinkButton>
        }
      >
        {t('readOnly.signIn')}
      </Banner>
    </div>
  );
}

interface OpenDocumentProps {
  readonly document: DocumentView;
  readonly writer: { readonly id: string; readonly name: string };
}

function OpenDocument({ document, writer }: OpenDocumentProps) {
  const session = useDocumentSession(writer.id, document.id);
  usePageSpace(document.space.slug);
  if (!session) return <Skeleton shape="page" count={5} />;
  return (
    <div data-accent={document.space.accent}>
      <DocumentHeader document={document} session={session} me={writer.id} />
      {document.kind === 'letter' ? (
        <Letter document={document} session={session} writer={writer} />
      ) : (
        <PlainText document={document} session={session} writer={writer} />
      )}
    </div>
  );
}

interface DocumentHeaderProps {
  readonly document: DocumentView;
  readonly session: DocumentSession;
  readonly me: string;
}

function DocumentHeader({ document, session, me }: DocumentHeaderProps) {
  const { t } = useTranslation('documents');
  const queries = useQueryClient();
  const { save, people } = useDocumentState(session);
  const [isRenaming, setRenaming] = useState(false);
  const isConnected = save.state === 'saved' || save.state === 'saving';
  return (
    <div className={styles.head}>
      <PageHeader
        title={document.title}
        crumbs={crumbsOf(document, t('title'))}
        actions={
          <>
            {document.may.write && (
              <LinkButton to={`/documents/${document.id}/versions`} icon="clock" size="small">
                {t('versions.title')}
              </LinkButton>
            )}
            {document.may.arrange && (
              <IconButton
                icon="edit"
                label={t('section.renameDocument')}
                onPress={() => setRenaming(true)}
              />
            )}
          </>
        }
        details={
          <>
            {document.kind === 'plain' && <SaveIndicator save={save} />}
            {isConnected && <PeopleHere people={people} me={me} />}
          </>
        }
      />
      {isRenaming && (
        <TitleDialog
          heading={t('section.renameDocument')}
          label={t('fieldTitle')}
          initial={document.title}
          maxLength={DOCUMENT_LIMITS.title.max}
          onClose={() => setRenaming(false)}
          onSave={async (title) => {
            const renamed = await renameDocument(document.id, title);
            queries.setQueryData(documentQuery(document.id).queryKey, renamed);
          }}
        />
      )}
    </div>
  );
}

const crumbsOf = ({ space }: DocumentView, title: string) => [
  { label: space.name, to: `/espaces/${space.slug}` },
  { label: title, to: `/espaces/${space.slug}/documents` },
];
