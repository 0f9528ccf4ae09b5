/** Saving a change: true only when it is on the phone; otherwise what was typed stays on the screen. */
import { useRef } from 'preact/hooks';
import { makeChanges, type NewChange } from '../../store';
import { usePhone, useStore } from './phone';

export function useSave(): (changes: NewChange[], form?: string) => Promise<boolean> {
  const store = useStore();
  const { setTrouble } = usePhone();
  const under_way = useRef(false);
  return async (changes, form) => {
    if (under_way.current) return false; // the second tap of a double tap: the first one saves
    under_way.current = true;
    try {
      const saved = await makeChanges(store, changes, form);
      setTrouble(saved.kind === 'not-saved' ? saved.why : null);
      return saved.kind === 'saved';
    } finally {
      under_way.current = false;
    }
  };
}
