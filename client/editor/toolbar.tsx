import { FORMAT_TEXT_COMMAND, REDO_COMMAND, UNDO_COMMAND } from 'lexical';
import { Toolbar as AriaToolbar, Button, Group, ToggleButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type BlockKind, turnInto } from '#client/editor/block-kinds.ts';
import { LinkButton } from '#client/editor/link-button.tsx';
import styles from '#client/editor/toolbar.module.css';
import { ToolbarIcon } from '#client/editor/toolbar-icon.tsx';
import { useSelectionLook } from '#client/editor/use-selection-look.ts';
import { classes } from '#client/ui/classes.ts';

const BLOCKS: readonly Exclude<BlockKind, 'paragraph'>[] = [
  'h2',
  'h3',
  'bullet',
  'number',
  'quote',
];

/**
 * What can be done to the selection, for any editor of Trame: put it inside a LexicalComposer.
 * One stop of the Tab key; arrows move in it. A pointer leaves the cursor in the text.
 */
export function Toolbar() {
  const { t } = useTranslation('editor');
  const { editor, look, canUndo, canRedo } = useSelectionLook();
  return (
    <AriaToolbar aria-label={t('toolbar')} className={classes(styles.toolbar)}>
      <Group className={classes(styles.group)}>
        {(['bold', 'italic'] as const).map((format) => (
          <ToggleButton
            key={format}
            className={classes(styles.button)}
            aria-label={t(format)}
            isSelected={look[format]}
            onChange={() => editor.dispatchCommand(FORMAT_TEXT_COMMAND, format)}
            preventFocusOnPress
          >
            <ToolbarIcon name={format} />
          </ToggleButton>
        ))}
        <LinkButton editor={editor} address={look.link} />
      </Group>
      <Group className={classes(styles.group)}>
        {BLOCKS.map((kind) => (
          <ToggleButton
            key={kind}
            className={classes(styles.button)}
            aria-label={t(kind)}
            isSelected={look.block === kind}
            onChange={() => turnInto(editor, kind)}
            preventFocusOnPress
          >
            <ToolbarIcon name={kind} />
          </ToggleButton>
        ))}
      </Group>
      <Group className={classes(styles.group)}>
        <Button
          className={classes(styles.button)}
          aria-label={t('undo')}
          isDisabled={!canUndo}
          onPress={() => editor.dispatchCommand(UNDO_COMMAND, undefined)}
          preventFocusOnPress
        >
          <ToolbarIcon name="undo" />
        </Button>
        <Button
          className={classes(styles.button)}
          aria-label={t('redo')}
          isDisabled={!canRedo}
          onPress={() => editor.dispatchCommand(REDO_COMMAND, undefined)}
          preventFocusOnPress
        >
          <ToolbarIcon name="redo" />
        </Button>
      </Group>
    </AriaToolbar>
  );
}
