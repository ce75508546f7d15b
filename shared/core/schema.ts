import { z } from 'zod';
import { ID_PATTERN, type Id, toId } from '#shared/core/ids.ts';

/** An identifier in an input. */
export const idSchema = <Kind extends string>() =>
  z
    .string()
    .regex(ID_PATTERN)
    .transform((value): Id<Kind> => toId<Kind>(value));

/** One line that a person typed: trimmed, composed (NFC), without control characters. */
export const lineSchema = (limits: { min: number; max: number }) =>
  z
    .string()
    .max(limits.max * 4)
    .transform((value) =>
      value
        .normalize('NFC')
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim(),
    )
    .pipe(z.string().min(limits.min).max(limits.max));

/** The key that a client gives to a creation, so that sending it twice creates it once. */
export const clientKeySchema = z.string().regex(/^[\w-]{8,64}$/);

/** How a page of a list is asked for: the cursor (an identifier) of the previous page, a size. */
export const pageQuerySchema = z.object({
  after: idSchema().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

/** A page of a list; `next` is the cursor of the following page, null on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}
