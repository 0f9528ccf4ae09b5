/** Five minutes unused, and the vault is locked; out of contact for too long, it is when nobody writes. */
import { useEffect } from 'preact/hooks';
import { attempt } from '../../store';
import { lock, lookAtLease, type Phone } from '../../sync';

const MINUTE = 60_000;
const FIVE_MINUTES = 5 * MINUTE;
const LOOK = 10_000;
const used = ['pointerdown', 'keydown', 'touchstart', 'scroll'] as const;

export function useIdleLock(phone: Phone): void {
  useEffect(() => {
    let last = Date.now();
    const ending = new AbortController();
    const { signal } = ending;
    const note = () => {
      last = Date.now();
    };
    const look = () => {
      if (isToLock(phone, Date.now() - last)) void lock(phone);
    };
    for (const name of used) addEventListener(name, note, { signal, passive: true, capture: true });
    document.addEventListener('visibilitychange', look, { signal });
    const timers = [setInterval(look, LOOK), setInterval(() => count(phone), MINUTE)];
    return () => {
      ending.abort();
      timers.forEach(clearInterval);
    };
  }, [phone]);
}

/** A safe moment: nothing was touched for a minute, or the page is put away. Each field was kept as it was typed. */
function isToLock({ state }: Phone, unused_ms: number): boolean {
  if (unused_ms >= FIVE_MINUTES) return true;
  return state.lease_over && (unused_ms >= MINUTE || document.hidden);
}

/** Storage that fails is said elsewhere. */
const count = (phone: Phone): void => void attempt(() => lookAtLease(phone));

/** What the list of open apps shows is the page as it was left: blank. */
export function useBlankWhenHidden(): void {
  useEffect(() => {
    const look = () => document.documentElement.classList.toggle('ds-away', document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
}
