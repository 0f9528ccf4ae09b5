/** The screens that need a sign-in: fetched at once behind the first page, then kept by the service worker. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

type Fetched = ComponentType | 'missing';

let fetching: Promise<Fetched> | null = null;

/** Asked for once: a browser remembers an import that failed, and only a page opened again asks again. */
export const fetchSignedIn = (): Promise<Fetched> =>
  (fetching ??= import('./signed-in').then(
    ({ SignedIn }) => SignedIn,
    () => 'missing',
  ));

/** Null until they have come, or not. Where they have not, the page opens again with the next signal. */
export function useSignedIn(): Fetched | null {
  const [fetched, setFetched] = useState<{ is: Fetched } | null>(null);
  useEffect(() => void fetchSignedIn().then((is) => setFetched({ is })), []);
  useEffect(() => {
    if (fetched?.is !== 'missing') return;
    const again = () => location.reload();
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [fetched]);
  return fetched?.is ?? null;
}
