import { z } from 'zod';
import { lineSchema } from '#shared/core/schema.ts';
import { ACCOUNT_LIMITS, TERRITORY_ACCENTS } from '#shared/features/accounts/domain.ts';

export const emailSchema = z
  .string()
  .max(ACCOUNT_LIMITS.email)
  .trim()
  .toLowerCase()
  .pipe(z.email());
export const localeSchema = z.enum(['fr', 'en']);

export const updateProfileSchema = z.strictObject({
  name: lineSchema({ min: 1, max: ACCOUNT_LIMITS.name }).optional(),
  about: lineSchema({ min: 0, max: ACCOUNT_LIMITS.about }).optional(),
  locale: localeSchema.optional(),
});

export const setPasswordSchema = z.strictObject({
  password: z.string().min(ACCOUNT_LIMITS.password.min).max(ACCOUNT_LIMITS.password.max),
});

export const firstRunSchema = z.strictObject({
  administrator: z.strictObject({
    name: lineSchema({ min: 1, max: ACCOUNT_LIMITS.name }),
    email: emailSchema,
    password: setPasswordSchema.shape.password,
  }),
  territories: z
    .array(
      z.strictObject({
        name: lineSchema(ACCOUNT_LIMITS.territory),
        accent: z.enum(TERRITORY_ACCENTS),
      }),
    )
    .min(1)
    .max(ACCOUNT_LIMITS.territories),
});

/** The session as `GET /api/session` tells it. */
export interface SessionView {
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly about: string;
    readonly locale: 'fr' | 'en';
    readonly hostRole: 'none' | 'administrator';
  } | null;
  readonly memberships: readonly MembershipView[];
  readonly organisations: readonly { id: string; name: string; role: string }[];
}

export interface MembershipView {
  readonly spaceId: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: 'territory' | 'cohort' | 'council';
  readonly accent: string;
  readonly role: 'visitor' | 'member' | 'facilitator' | 'moderator' | 'administrator';
}
