import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '#client/features/accounts/accounts.module.css';
import { Button, IconButton } from '#client/ui/actions/button.tsx';
import { Select } from '#client/ui/fields/select.tsx';
import { TextField } from '#client/ui/fields/text-field.tsx';
import {
  ACCOUNT_LIMITS,
  TERRITORY_ACCENTS,
  type TerritoryAccent,
} from '#shared/features/accounts/domain.ts';

interface Territory {
  readonly name: string;
  readonly accent: TerritoryAccent;
}

interface TerritoriesFieldProps {
  readonly values: readonly Territory[];
  readonly keys: readonly number[];
  readonly change: (index: number, change: Partial<Territory>) => void;
  readonly add: () => void;
  readonly remove: (index: number) => void;
}

/** The territories of the first host, to be changed at will. */
export function useTerritories(): TerritoriesFieldProps {
  const { t } = useTranslation('accounts');
  const [rows, setRows] = useState(() =>
    TERRITORY_ACCENTS.map((accent, key) => ({
      key,
      name: t(`firstRun.defaultTerritories.${accent}`),
      accent,
    })),
  );
  return {
    values: rows.map(({ name, accent }) => ({ name, accent })),
    keys: rows.map(({ key }) => key),
    change: (index, change) =>
      setRows(rows.map((row, each) => (each === index ? { ...row, ...change } : row))),
    add: () => {
      const accent = TERRITORY_ACCENTS[rows.length % TERRITORY_ACCENTS.length] ?? 'nord';
      setRows([...rows, { key: Math.max(0, ...rows.map(({ key }) => key)) + 1, name: '', accent }]);
    },
    remove: (index) => setRows(rows.filter((_, each) => each !== index)),
  };
}

export function TerritoriesField({ values, keys, change, add, remove }: TerritoriesFieldProps) {
  const { t } = useTranslation('accounts');
  return (
    <div className={styles.form}>
      {values.map((territory, index) => (
        <div key={keys[index]} className={styles.territory} data-accent={territory.accent}>
          <TextField
            label={t('firstRun.territoryName')}
            isRequired
            minLength={ACCOUNT_LIMITS.territory.min}
            maxLength={ACCOUNT_LIMITS.territory.max}
            value={territory.name}
            onChange={(name) => change(index, { name })}
          />
          <IconButton
            icon="trash"
            label={t('firstRun.remove', { name: territory.name })}
            isDisabled={values.length === 1}
            onPress={() => remove(index)}
          />
          <div className={styles.colour}>
            <Select
              label={t('firstRun.colour')}
              options={TERRITORY_ACCENTS.map((value) => ({
                value,
                label: t(`firstRun.colours.${value}`),
              }))}
              value={territory.accent}
              onChange={(accent) => change(index, { accent })}
            />
          </div>
        </div>
      ))}
      {values.length < ACCOUNT_LIMITS.territories && (
        <Button icon="plus" onPress={add}>
          {t('firstRun.add')}
        </Button>
      )}
    </div>
  );
}
