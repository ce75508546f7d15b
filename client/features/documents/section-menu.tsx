import { useTranslation } from 'react-i18next';
import { PHASE_ICONS } from '#client/features/documents/sections.ts';
import { IconButton } from '#client/ui/actions/button.tsx';
import { Menu, MenuChoice, MenuItem } from '#client/ui/actions/menu.tsx';
import { SECTION_PHASES, type SectionPhase } from '#shared/features/documents/schema.ts';

interface SectionMenuProps {
  readonly label: string;
  readonly phase: SectionPhase;
  readonly onRename: () => void;
  readonly onAdd: () => void;
  readonly onPhase: (phase: SectionPhase) => void;
}

/** What those who arrange a text do with one of its parts. */
export function SectionMenu({ label, phase, onRename, onAdd, onPhase }: SectionMenuProps) {
  const { t } = useTranslation('documents');
  return (
    <Menu label={label} trigger={<IconButton icon="more" label={label} />}>
      <MenuItem icon="edit" onAction={onRename}>
        {t('section.rename')}
      </MenuItem>
      <MenuItem icon="plus" onAction={onAdd}>
        {t('section.addAfter')}
      </MenuItem>
      <MenuChoice
        title={t('section.phase')}
        value={phase}
        onChange={onPhase}
        options={SECTION_PHASES.map((value) => ({
          value,
          label: t(`phases.${value}`),
          icon: PHASE_ICONS[value],
        }))}
      />
    </Menu>
  );
}
