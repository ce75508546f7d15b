import type { ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import { classes } from '#client/ui/classes.ts';
import styles from '#client/ui/overlays/tooltip.module.css';

interface TooltipProps {
  readonly text: string;
  /** A `Button` or an `IconButton`. */
  readonly children: ReactNode;
}

/** A word more on hover or focus. Nothing that one needs: a finger never sees it. */
export function Tooltip({ text, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500}>
      {children}
      <AriaTooltip className={classes(styles.tooltip)} offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
