/** How to join: for those who take part, around its time, after a look at what it is called (N-28, N-39). */
import { useState } from 'preact/hooks';
import type { RequestView } from '../../../store';
import { askBridge, type Bridge } from '../../../sync';
import { useCalls } from '../../app/calls';
import { usePerson, usePhone } from '../../app/phone';
import { ErrorMessage } from '../../parts/error-summary';
import { idOf } from '../../parts/form';
import { dialled } from '../../reading/calls';
import { agency as words } from '../../words';

export function Join({ view: { request } }: { view: RequestView }) {
  const { booking } = useCalls().calling.profile ?? {};
  const { confirmed, status } = request.fields;
  if (!booking?.bridge || status !== 'slot_confirmed' || !confirmed?.conference_name) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{words.join}</h2>
      <HowToJoin key={request.version} request_id={request.id} named={confirmed.conference_name} />
    </>
  );
}

interface HowToJoinProps {
  request_id: string;
  named: string;
}

/** On the screen only: gone with the page. */
function HowToJoin({ request_id, named }: HowToJoinProps) {
  const { phone } = usePhone();
  const is_manager = usePerson().role === 'team_manager';
  const [typed, setTyped] = useState('');
  const [bridge, setBridge] = useState<Bridge | null>(null);
  const [wrong, setWrong] = useState<string>();
  if (bridge) return <Shown bridge={bridge} />;
  const submit = async (event: Event) => {
    event.preventDefault();
    const told = await askBridge(phone, request_id, is_manager ? typed : null);
    if (told.kind === 'told') setBridge(told.value);
    else setWrong(told.message || words.joinNoSignal);
  };
  return (
    <form onSubmit={submit} noValidate>
      <p class="govuk-body">{words.joinHint(named)}</p>
      <ErrorMessage name="conference" error={wrong} />
      {is_manager && <Named typed={typed} setTyped={setTyped} />}
      <button class="govuk-button govuk-button--secondary">{words.joinShow}</button>
    </form>
  );
}

function Named({ typed, setTyped }: { typed: string; setTyped(text: string): void }) {
  return (
    <div class="govuk-form-group">
      <label class="govuk-label govuk-!-font-weight-bold" for={idOf('conference')}>
        {words.joinName}
      </label>
      <input
        class="govuk-input"
        id={idOf('conference')}
        autocomplete="off"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
    </div>
  );
}

function Shown({ bridge: { name, number, shown, extension, passcode } }: { bridge: Bridge }) {
  const { demo } = useCalls();
  return (
    <div class="ds-card" role="status">
      {number && (
        <a class="ds-call ds-call--second" href={`tel:${dialled(number, demo)}`}>
          <span>
            {words.joinRing(name)}
            <span class="ds-call__number">{shown ?? number}</span>
          </span>
        </a>
      )}
      {extension && <p class="govuk-body">{words.joinExtension(extension)}</p>}
      <p class="govuk-body">{passcode ? words.joinPasscode(passcode) : words.joinNoPasscode}</p>
    </div>
  );
}
