import { ICON_PATHS, type IconName } from '#client/ui/icons/icon-paths.ts';

interface IconProps {
  readonly name: IconName;
  /** Side in pixels, 20 unless told. */
  readonly size?: number;
  /** Needed only where no word stands beside it. */
  readonly label?: string;
  readonly className?: string;
}

/** An icon accompanies a word; alone, it carries a label. */
export function Icon({ name, size = 20, label, className }: IconProps) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: it has a label, or stands beside a word
    <svg
      className={className}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.75 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      focusable="false"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
