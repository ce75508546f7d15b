import { useEffect, useState } from 'react';

/** How often the time shown is renewed; milliseconds. */
const RENEWED_EVERY = 250;

/** Now on the server's clock, in milliseconds since 1970, renewed while `running`. */
export function useServerNow(offset: number, running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), RENEWED_EVERY);
    return () => clearInterval(timer);
  }, [running]);
  return now + offset;
}
