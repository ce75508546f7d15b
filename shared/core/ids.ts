declare const kind: unique symbol;

/** An identifier of one kind of thing: 24 lower-case hexadecimal digits (a MongoDB ObjectId). */
export type Id<Kind extends string> = string & { readonly [kind]: Kind };

export type PersonId = Id<'person'>;
export type SpaceId = Id<'space'>;
export type OrganisationId = Id<'organisation'>;
export type TopicId = Id<'topic'>;
export type PostId = Id<'post'>;
export type DocumentId = Id<'document'>;
export type SessionId = Id<'session'>;

export const ID_PATTERN = /^[0-9a-f]{24}$/;

/** Reads an identifier that Trame itself produced. Throws a TypeError when it has another form. */
export function toId<Kind extends string>(value: string): Id<Kind> {
  if (!ID_PATTERN.test(value)) throw new TypeError(`not an identifier: ${value.slice(0, 40)}`);
  return value as Id<Kind>;
}
