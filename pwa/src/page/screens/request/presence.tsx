/** Whether the manager can be reached: one tap says so, wherever it is asked (S-13). */
import { personFeed } from '../../../domain';
import { readOutbox, readPresence } from '../../../store';
import { useCalls } from '../../app/calls';
import { usePerson } from '../../app/phone';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { useSave } from '../../app/use-save';
import { presenceOf } from '../../reading/managers';
import { decide } from '../../words/decide';

const { presence: words } = decide;

/** For those whom the area gives to authorise. */
export function OwnPresence() {
  const { role } = usePerson();
  const { profile } = useCalls().calling;
  return profile?.roles?.['authorise']?.includes(role) ? <Presence /> : null;
}

export function Presence() {
  const person = usePerson();
  const save = useSave();
  const said = useLive(readPresence)?.get(person.id);
  const state = presenceOf(said, useNow());
  const waits = useLive(readOutbox)?.waiting.some(({ change }) => change.kind === 'set_presence');
  const set = (available: boolean) =>
    void save([
      {
        kind: 'set_presence',
        feed: personFeed(person.id),
        fields: { available, logged_in: true, phone: person.phone },
      },
    ]);
  return (
    <section aria-label={words.title}>
      <p class="govuk-body govuk-!-margin-bottom-1" role="status">
        {waits ? words.saved : words.state[state]}
      </p>
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        onClick={() => set(state !== 'here')}
      >
        {state === 'here' ? words.away : words.here}
      </button>
    </section>
  );
}
