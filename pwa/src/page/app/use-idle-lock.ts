/** Five minutes unused, and the vault is locked. A page that is not looked at shows nothing. */
import { useEffect } from 'preact/hooks';
import { lock, type Phone } from '../../sync';

const FIVE_MINUTES = 5 * 60_000;
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
      if (Date.now() - last >= FIVE_MINUTES) void lock(phone);
    };
    for (const name of used) addEventListener(name, note, { signal, passive: true, capture: true });
    document.addEventListener('visibilitychange', look, { signal });
    const timer = setInterval(look, LOOK);
    return () => {
      ending.abort();
      clearInterval(timer);
    };
  }, [phone]);
}

/** What the list of open apps shows is the page as it was left: blank. */
export function useBlankWhenHidden(): void {
  useEffect(() => {
    const look = () => document.documentElement.classList.toggle('ds-away', document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
}
