import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gathered, PlaceOfThings } from '#client/features/spaces/gather.ts';
import styles from '#client/features/spaces/gathered-rows.module.css';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { Rows } from '#client/ui/display/rows.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';

interface GatheredRowsProps {
  readonly gathered: Pick<Gathered<unknown>, 'isPending' | 'error' | 'isFetching' | 'retry'>;
  readonly label: string;
  readonly failed: string;
  /** What to show when there is nothing. */
  readonly empty: ReactNode;
  readonly rows: readonly ReactNode[];
}

/** A short list with its four states: rows show as they come, whatever happened to the others. */
export function GatheredRows({ gathered, label, failed, empty, rows }: GatheredRowsProps) {
  const { t } = useTranslation('spaces');
  const words = useErrorWords();
  const { isPending, error, isFetching, retry } = gathered;
  if (isPending && rows.length === 0) return <Skeleton shape="rows" count={2} />;
  if (!error && rows.length === 0) return empty;
  return (
    <>
      {rows.length > 0 && <Rows label={label}>{rows}</Rows>}
      {error && (
        <ErrorState
          title={rows.length > 0 ? t('underWay.partial') : failed}
          onRetry={retry}
          retrying={isFetching}
        >
          {words(error)}
        </ErrorState>
      )}
    </>
  );
}

/** The name of a space in its colour, beside what comes from it. */
export function SpaceName({ space }: { readonly space: PlaceOfThings }) {
  return (
    <span className={styles.space} data-accent={space.accent}>
      {space.name}
    </span>
  );
}
