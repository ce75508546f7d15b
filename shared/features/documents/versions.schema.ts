import { z } from 'zod';
import type { Id } from '#shared/core/ids.ts';
import { clientKeySchema, idSchema, lineSchema } from '#shared/core/schema.ts';
import { documentParamsSchema } from '#shared/features/documents/schema.ts';

export const VERSION_LIMITS = {
  /** In UTF-16 code units. */
  name: { min: 1, max: 80 },
  /** Versions with a name that one document has, since these are never thinned. */
  named: 300,
} as const;

export type VersionId = Id<'version'>;

const nameSchema = lineSchema(VERSION_LIMITS.name);

export const versionParamsSchema = documentParamsSchema.extend({
  versionId: idSchema<'version'>(),
});

export const keepVersionSchema = z.strictObject({ clientKey: clientKeySchema, name: nameSchema });

export const nameVersionSchema = z.strictObject({ name: nameSchema });

/** Which text takes the content of a version; null for the whole of a plain document. */
export const restoreTextSchema = z.strictObject({ section: idSchema<'section'>().nullable() });

export const eraseTextSchema = z.strictObject({ section: idSchema<'section'>() });

export type EraseText = z.output<typeof eraseTextSchema>;
export type RestoreText = z.output<typeof restoreTextSchema>;
export type KeepVersion = z.output<typeof keepVersionSchema>;

/** A version in a list. */
export interface VersionSummary {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** Null when the server kept it by itself. */
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly name: string | null;
  /** SHA-256 of all but the name, in hexadecimal. */
  readonly seal: string;
}

/** One text as it was. */
export interface VersionText {
  /** Null for the whole of a plain document. */
  readonly section: string | null;
  readonly title: string;
  /** The plain words, a line for each block; null when they were erased. */
  readonly words: string | null;
}

export interface VersionView extends VersionSummary {
  /** The title that the document had. */
  readonly title: string;
  readonly texts: readonly VersionText[];
}

/** A stretch of a text by one person; null for the server, or when it is not known. */
export interface TextRun {
  readonly account: string | null;
  readonly name: string | null;
  readonly text: string;
}
