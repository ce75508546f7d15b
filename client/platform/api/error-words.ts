import { useTranslation } from 'react-i18next';
import { ApiError } from '#client/platform/api/api-error.ts';

/** What a person reads of an error: the translation of its code. */
export function useErrorWords(): (error: unknown) => string {
  const { t } = useTranslation('common');
  return (error) => t(`errors.${error instanceof ApiError ? error.code : 'internal'}`);
}
