/** Another number is tapped while the form of a call stands open: what was chosen there is kept first. */
import { useEffect, useRef } from 'preact/hooks';

/** Heard in the tap itself and before its link, so nothing waits: whatever `keep` writes, it only starts. */
export function useNextCall(keep: () => void): void {
  const latest = useRef(keep);
  latest.current = keep;
  useEffect(() => {
    const tapped = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('a[href^="tel:"]'))
        latest.current();
    };
    document.addEventListener('click', tapped, { capture: true });
    return () => document.removeEventListener('click', tapped, { capture: true });
  }, []);
}
