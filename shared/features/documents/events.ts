/** Told to those who follow a document: read it again, your rights may have changed too. */
export interface DocumentChanged {
  readonly documentId: string;
  readonly revision: number;
}

/** From a client: what it sends, and the value that acknowledges it. */
export interface DocumentClientEvents {
  'documents.follow': {
    readonly input: { readonly documentId: string };
    readonly value: DocumentChanged;
  };
}

/** From the server. */
export interface DocumentServerEvents {
  'documents.changed': DocumentChanged;
}
