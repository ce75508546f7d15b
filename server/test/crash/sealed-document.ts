import { createHash } from 'node:crypto';

/** What a writer keeps: `left` equals `right` in every state that was ever written. */
export interface Content {
  readonly _id: string;
  readonly writer: number;
  /** Never the same twice for one `_id`. */
  readonly version: number;
  readonly left: number;
  readonly right: number;
  readonly tags: readonly string[];
  readonly body: string;
}

/** A document that can tell by itself whether it is whole. */
export interface SealedDocument extends Content {
  /** Of everything else. */
  readonly seal: string;
}

/** Field by field: an update that changes several leaves them in another order. */
function sealOf({ _id, writer, version, left, right, tags, body }: Content): string {
  const text = JSON.stringify([_id, writer, version, left, right, tags, body]);
  return createHash('sha256').update(text).digest('base64url');
}

export const sealed = (content: Content): SealedDocument => ({ ...content, seal: sealOf(content) });

/** Whether a document is as one write left it, not half of one and half of another. */
export const isWhole = (found: SealedDocument): boolean =>
  found.seal === sealOf(found) && found.left === found.right;
