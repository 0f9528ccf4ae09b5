/** Screens that come right behind the first page: fetched at once, then kept by the service worker. */
import { useEffect, useState } from 'preact/hooks';
import type * as screens from './entering';

/** Asked for once: a browser remembers an import that failed, and only a page opened again asks again. */
class Later<T> {
  here: T | 'missing' | null = null;
  private asked: Promise<T | 'missing'> | null = null;

  constructor(private readonly load: () => Promise<T>) {}

  fetch(): Promise<T | 'missing'> {
    const come = (came: T | 'missing') => (this.here = came);
    this.asked ??= this.load().then(come, () => come('missing'));
    return this.asked;
  }
}

/** What somebody signed in needs: their screens, and sending and getting. */
export const signed_in = new Later(() => import('./signed-in'));

/** What stands between the sign-in and the first of those. */
export const entering = new Later(() => import('./entering'));

/** What administrators need of the arrangements of their area. */
export const arranging = new Later(() => import('./arranging'));

/** A request's own page, and asking for one. */
export const requesting = new Later(() => import('./requesting'));

export type Entering = typeof screens;

/** Null until it has come, or not. Where it has not, the page opens again with the next signal. */
export function useLater<T>(later: Later<T>): T | 'missing' | null {
  const [here, setHere] = useState(later.here);
  useEffect(() => {
    if (here === null) void later.fetch().then(setHere);
  }, [later]);
  useEffect(() => {
    if (here !== 'missing') return;
    const again = () => location.reload();
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [here]);
  return here;
}
