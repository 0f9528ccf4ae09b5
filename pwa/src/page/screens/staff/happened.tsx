/** What happened with accounts and phones: asked of the server when it is looked at. */
import { useEffect, useState } from 'preact/hooks';
import { readDevices } from '../../../store';
import { readHappened, type Happened } from '../../../sync';
import { usePhone } from '../../app/phone';
import { useColleagues } from '../../app/use-colleagues';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { BackTo } from '../../parts/rows';
import { Title } from '../../parts/title';
import { sayWhen } from '../../say-time';
import { happened as words } from '../../words/happened';
import { people } from '../../words/staff';

const PAGE = 100;

export function WhatHappened() {
  const { events, missing, more, ask } = useHappened();
  return (
    <>
      <BackTo href="/people">{people.title}</BackTo>
      <Title name={words.title} />
      <p class="govuk-body">{words.intro}</p>
      {events?.length === 0 && <p class="govuk-body">{words.none}</p>}
      <ul class="ds-list">
        {events?.map((one) => (
          <Line key={one.id} one={one} />
        ))}
      </ul>
      {missing && <p class="govuk-inset-text">{words.noSignal}</p>}
      {(missing || more) && (
        <button type="button" class="govuk-button govuk-button--secondary" onClick={ask}>
          {missing ? words.again : words.older}
        </button>
      )}
    </>
  );
}

function useHappened() {
  const { phone } = usePhone();
  const [events, setEvents] = useState<Happened[] | null>(null);
  const [missing, setMissing] = useState(false);
  const [more, setMore] = useState(false);
  const ask = async () => {
    const told = await readHappened(phone, events?.at(-1)?.id);
    setMissing(told.kind !== 'told');
    if (told.kind !== 'told') return;
    setEvents([...(events ?? []), ...told.value.events]);
    setMore(told.value.events.length === PAGE);
  };
  useEffect(() => void ask(), []);
  return { events, missing, more, ask };
}

function Line({ one }: { one: Happened }) {
  const now = useNow();
  const nameOf = useColleagues();
  const device = useLive(readDevices)?.find(({ id }) => id === one.device_id);
  const facts = [
    whose(one, nameOf),
    device?.fields.name,
    doneBy(one, nameOf),
    one.times > 1 && words.times(one.times),
  ];
  return (
    <li class="ds-card">
      <strong>{words.what[one.what] ?? one.what}</strong>
      <p class="govuk-body-s govuk-!-margin-bottom-0">{facts.filter(Boolean).join('. ')}</p>
      <p class="govuk-body-s ds-quiet govuk-!-margin-bottom-0">{sayWhen(one.last_at, now)}</p>
    </li>
  );
}

/** The server's own key is nobody's. */
function whose({ person_id, what }: Happened, nameOf: (id: string) => string) {
  if (person_id) return nameOf(person_id);
  return what !== 'server-key-changed' && words.nobody;
}

/** Where that is somebody else. */
function doneBy({ by_id, person_id, detail }: Happened, nameOf: (id: string) => string) {
  if (by_id && by_id !== person_id) return words.by(nameOf(by_id));
  return detail === 'operator' && words.operator;
}
