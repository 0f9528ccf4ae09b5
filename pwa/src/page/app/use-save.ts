/** Saving a change: true only when it is on the phone; otherwise what was typed stays on the screen. */
import { makeChanges, type NewChange } from '../../store';
import { usePhone, useStore } from './phone';

export function useSave(): (changes: NewChange[], form?: string) => Promise<boolean> {
  const store = useStore();
  const { setTrouble } = usePhone();
  return async (changes, form) => {
    const saved = await makeChanges(store, changes, form);
    setTrouble(saved.kind === 'not-saved' ? saved.why : null);
    return saved.kind === 'saved';
  };
}
