import { useTranslation } from 'react-i18next';
import { Button } from '#client/ui/actions/button.tsx';
import styles from '#client/ui/display/load-more.module.css';

interface LoadMoreProps {
  readonly hasMore: boolean;
  readonly isPending: boolean;
  readonly onMore: () => void;
  /** What the button says when "Voir la suite" is not precise enough. */
  readonly label?: string;
}

/** The rest of a paged list, when one asks for it. */
export function LoadMore({ hasMore, isPending, onMore, label }: LoadMoreProps) {
  const { t } = useTranslation('ui');
  if (!hasMore) return null;
  return (
    <div className={styles.more}>
      <Button onPress={onMore} isPending={isPending}>
        {label ?? t('more')}
      </Button>
    </div>
  );
}
