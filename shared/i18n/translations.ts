import type accounts from '#shared/i18n/fr/accounts.json';
import type common from '#shared/i18n/fr/common.json';
import type documents from '#shared/i18n/fr/documents.json';
import type editor from '#shared/i18n/fr/editor.json';
import type forum from '#shared/i18n/fr/forum.json';
import type organisations from '#shared/i18n/fr/organisations.json';
import type sessions from '#shared/i18n/fr/sessions.json';
import type shell from '#shared/i18n/fr/shell.json';
import type spaces from '#shared/i18n/fr/spaces.json';
import type speedDating from '#shared/i18n/fr/speed-dating.json';
import type ui from '#shared/i18n/fr/ui.json';

/** The French files are the reference: a key that is not there is refused by the compiler. */
export interface Translations {
  accounts: typeof accounts;
  common: typeof common;
  documents: typeof documents;
  editor: typeof editor;
  forum: typeof forum;
  organisations: typeof organisations;
  sessions: typeof sessions;
  shell: typeof shell;
  spaces: typeof spaces;
  'speed-dating': typeof speedDating;
  ui: typeof ui;
}
