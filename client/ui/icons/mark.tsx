import styles from '#client/ui/icons/mark.module.css';

/** Trame's mark: two warps and two wefts, each passing over and under. */
export function Mark({ size = 32 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="3 3 26 26" aria-hidden="true" focusable="false">
      <path
        className={styles.warp}
        d="M8 3h5v14.5H8zM8 25.5h5V29H8zM19 3h5v3.5h-5zM19 14.5h5V29h-5z"
      />
      <path
        className={styles.weft}
        d="M3 8h3.5v5H3zM14.5 8H29v5H14.5zM3 19h14.5v5H3zM25.5 19H29v5h-3.5z"
      />
    </svg>
  );
}
