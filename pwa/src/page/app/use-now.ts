/** The time, moving; put right where this phone's clock is known to be wrong. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { putRight, timeNow } from '../../domain';
import { usePhone } from './phone';

const LONGEST_TIMER = 2 ** 31 - 1;

/** `edge`: a moment at which it moves too, to the second: when other numbers are to be called. */
export function useNow(every_ms = 20_000, edge: string | null = null): Date {
  const { clock } = usePhone().sync;
  const [by_the_phone, setNow] = useState(() => new Date());
  useEffect(() => {
    const tick = () => setNow(new Date());
    const timer = setInterval(tick, every_ms);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [every_ms]);
  useEffect(() => {
    const wait = edge === null ? Infinity : Date.parse(edge) - timeNow().getTime();
    if (!(wait > 0 && wait < LONGEST_TIMER)) return;
    const timer = setTimeout(() => setNow(new Date()), wait);
    return () => clearTimeout(timer);
  }, [edge, clock]);
  return useMemo(() => putRight(by_the_phone, clock), [by_the_phone, clock]);
}
