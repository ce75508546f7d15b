import { useTranslation } from 'react-i18next';
import styles from '#client/features/forum/post.module.css';
import { Avatar } from '#client/ui/display/avatar.tsx';
import { Time } from '#client/ui/display/time.tsx';
import type { PostView } from '#shared/features/forum/schema.ts';
import '#client/ui/prose.css';

/** Who wrote, for whom, when. */
export function Byline({ post }: { readonly post: PostView }) {
  const { t } = useTranslation('forum');
  const name = post.author.name || t('someone');
  return (
    <div className={styles.byline}>
      <Avatar name={name} />
      <p className={styles.words}>
        <span className={styles.name}>{name}</span>
        {post.organisation && <span> {t('for', { organisation: post.organisation.name })}</span>}
        <br />
        <Time date={post.createdAt} />
      </p>
    </div>
  );
}

/** The words of a post, as the server wrote them from the editor's state: escaped, no attribute. */
export const PostText = ({ post }: { readonly post: PostView }) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered by shared/editor/render-html.ts
  <div className="prose" dangerouslySetInnerHTML={{ __html: post.html }} />
);

/** One answer. It can take the focus, when one goes to it. */
export function Reply({ post }: { readonly post: PostView }) {
  const { t } = useTranslation('forum');
  const name = post.author.name || t('someone');
  return (
    <article
      className={styles.reply}
      id={`message-${post.number}`}
      tabIndex={-1}
      aria-label={t('topic.post', { number: post.number, name })}
    >
      <Byline post={post} />
      <PostText post={post} />
    </article>
  );
}
