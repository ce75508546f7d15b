import type { EditorThemeClasses } from 'lexical';
import styles from '#client/editor/editor-theme.module.css';

/**
 * The classes that Lexical gives to what it draws. Blocks need none: `.prose` draws them by their
 * element, in the editor as on the page where the text is read.
 */
export const editorTheme: EditorThemeClasses = {
  text: {
    underline: styles.underline ?? '',
    strikethrough: styles.strikethrough ?? '',
    underlineStrikethrough: styles.underlineStrikethrough ?? '',
  },
  list: { nested: { listitem: styles.nestedItem ?? '' } },
};
