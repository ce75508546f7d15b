import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'react-router';
import { postsQuery, topicQuery } from '#client/features/forum/api.ts';
import { Composer } from '#client/features/forum/composer.tsx';
import { Conversation, goToPost } from '#client/features/forum/conversation.tsx';
import { Byline, PostText } from '#client/features/forum/post.tsx';
import styles from '#client/features/forum/topic.module.css';
import { ApiError } from '#client/platform/api/api-error.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { useSession } from '#client/platform/session/session.ts';
import { LinkButton } from '#client/ui/actions/button.tsx';
import { Badge } from '#client/ui/display/badge.tsx';
import { PageHeader, Section } from '#client/ui/display/page-header.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import type { TopicPageView } from '#shared/features/forum/schema.ts';

/** One topic: the first post as an article, then the conversation, then one's own answer. */
export function Component() {
  const { t } = useTranslation('forum');
  const words = useErrorWords();
  const { topicId = '' } = useParams();
  const { data, isPending, error, refetch, isFetching } = useQuery(topicQuery(topicId));
  if (isPending) return <Skeleton shape="page" count={4} />;
  if (!data) {
    // The nearest error boundary shows the page that says so.
    if (error instanceof ApiError && error.code === 'not_found') throw error;
    return (
      <ErrorState title={t('topic.failed')} onRetry={() => void refetch()} retrying={isFetching}>
        {words(error)}
      </ErrorState>
    );
  }
  return <TopicContent key={topicId} view={data} />;
}

function TopicContent({ view }: { readonly view: TopicPageView }) {
  const { t } = useTranslation('forum');
  const { topic, space, mayAnswer } = view;
  const { person } = useSession();
  const composer = useRef<HTMLDivElement>(null);
  return (
    <div className={styles.topic} data-accent={space.accent}>
      <PageHeader
        title={topic.title}
        crumbs={[
          { label: space.name, to: `/espaces/${space.slug}` },
          { label: t('title'), to: `/espaces/${space.slug}/forum` },
        ]}
        details={
          <>
            <Badge tone="accent">{t(`kinds.${topic.kind}`)}</Badge>
            {topic.visibility === 'members' && <Badge icon="lock">{t('membersOnly')}</Badge>}
            <span>{t('replies', { count: topic.postCount - 1 })}</span>
          </>
        }
      />
      <Opening topicId={topic.id} />
      <Conversation topic={topic} personId={person?.id ?? null} composer={composer} />
      <div ref={composer} className={styles.answer}>
        <Section title={t('answer.title')}>
          {mayAnswer && person ? (
            <Composer
              topicId={topic.id}
              personId={person.id}
              onSent={(post) => goToPost(post.number)}
            />
          ) : (
            <AnswerInvitation slug={space.slug} isSignedIn={person !== null} />
          )}
        </Section>
      </div>
    </div>
  );
}

function Opening({ topicId }: { readonly topicId: string }) {
  const { t } = useTranslation('forum');
  const { data } = useInfiniteQuery(postsQuery(topicId));
  const post = data?.pages[0]?.items.find((item) => item.number === 1);
  if (!post) return <Skeleton count={4} />;
  return (
    <article className={styles.opening} aria-label={t('topic.first')}>
      <Byline post={post} />
      <PostText post={post} />
    </article>
  );
}

interface InvitationProps {
  readonly slug: string;
  readonly isSignedIn: boolean;
}

function AnswerInvitation({ slug, isSignedIn }: InvitationProps) {
  const { t } = useTranslation('forum');
  const { pathname } = useLocation();
  if (isSignedIn) {
    return (
      <div className={styles.invitation}>
        <p>{t('answer.join')}</p>
        <LinkButton to={`/espaces/${slug}`}>{t('answer.joinLink')}</LinkButton>
      </div>
    );
  }
  return (
    <div className={styles.invitation}>
      <p>{t('answer.signInText')}</p>
      <LinkButton to={`/connexion?suite=${encodeURIComponent(pathname)}`} variant="primary">
        {t('answer.signIn')}
      </LinkButton>
    </div>
  );
}
