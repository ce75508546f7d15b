import { $createLinkNode, TOGGLE_LINK_COMMAND } from '@lexical/link';
import { $createTextNode, $getSelection, $isRangeSelection, type LexicalEditor } from 'lexical';
import { type FormEvent, useState } from 'react';
import { Dialog, DialogTrigger, Popover, ToggleButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import styles from '#client/editor/toolbar.module.css';
import { ToolbarIcon } from '#client/editor/toolbar-icon.tsx';
import { Button } from '#client/ui/actions/button.tsx';
import { classes } from '#client/ui/classes.ts';
import { TextField } from '#client/ui/fields/text-field.tsx';
import { completeLinkAddress } from '#shared/editor/link-address.ts';

interface LinkButtonProps {
  readonly editor: LexicalEditor;
  /** Where the link under the cursor leads, null when there is none. */
  readonly address: string | null;
}

/** Makes a link of the selection, changes where it leads, or takes it away. */
export function LinkButton({ editor, address }: LinkButtonProps) {
  const { t } = useTranslation('editor');
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    editor.focus();
  };
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <ToggleButton
        className={classes(styles.button)}
        aria-label={t('link')}
        isSelected={address !== null}
      >
        <ToolbarIcon name="link" />
      </ToggleButton>
      <Popover className={classes(styles.popover)} offset={6}>
        <Dialog aria-label={t('link')}>
          <LinkForm editor={editor} address={address} onDone={close} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function LinkForm({ editor, address, onDone }: LinkButtonProps & { readonly onDone: () => void }) {
  const { t } = useTranslation('editor');
  const [typed, setTyped] = useState(address ?? '');
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const complete = completeLinkAddress(typed);
    if (complete === null) {
      setWrong(true);
      return;
    }
    applyLink(editor, complete, typed.trim());
    onDone();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={t('linkAddress')}
        value={typed}
        onChange={setTyped}
        inputMode="url"
        autoComplete="off"
        autoFocus
        maxLength={2000}
        error={wrong ? t('linkWrong') : undefined}
      />
      <div className={styles.actions}>
        <Button type="submit" variant="primary" size="small">
          {t('linkKeep')}
        </Button>
        {address !== null && (
          <Button
            size="small"
            onPress={() => {
              editor.dispatchCommand(TOGGLE_LINK_COMMAND, null);
              onDone();
            }}
          >
            {t('linkRemove')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** On a selection, its words become the link; on a bare cursor, the address itself is written. */
function applyLink(editor: LexicalEditor, address: string, words: string): void {
  editor.update(() => {
    const selection = $getSelection();
    if (!$isRangeSelection(selection)) return;
    const onLink = selection.getNodes().some((node) => node.getParents().some(isLink));
    if (selection.isCollapsed() && !onLink) {
      selection.insertNodes([$createLinkNode(address).append($createTextNode(words))]);
      return;
    }
    editor.dispatchCommand(TOGGLE_LINK_COMMAND, address);
  });
}

const isLink = (node: { getType(): string }): boolean =>
  node.getType() === 'link' || node.getType() === 'autolink';
