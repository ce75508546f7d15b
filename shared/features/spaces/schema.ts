import { z } from 'zod';

export const SPACE_KINDS = ['territory', 'cohort', 'council'] as const;
export type SpaceKind = (typeof SPACE_KINDS)[number];

export const slugSchema = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

export const spaceParamsSchema = z.object({ slug: slugSchema });

export interface SpaceView {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: SpaceKind;
  readonly accent: string;
  readonly purpose: string;
  readonly visibility: 'public' | 'members';
  /** What the one who asks is in it. */
  readonly role: string | null;
  readonly counts: { readonly members: number };
}

/** The slug of a name: folded accents, lower case, hyphens. Empty when nothing is left. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
