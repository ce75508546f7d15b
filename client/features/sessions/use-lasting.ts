import { useEffect, useState } from 'react';

/** Shorter work needs no sign that it goes on: the sign itself would be noise. Milliseconds. */
const WORTH_SAYING = 500;

/** True once `value` has been true long enough to be worth saying. */
export function useLasting(value: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!value) return;
    const timer = setTimeout(() => setLasting(true), WORTH_SAYING);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [value]);
  return lasting;
}
