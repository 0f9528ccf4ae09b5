/** The desk: the requests that this person works from, in columns where there is room, the most urgent first. */
import { useState } from 'preact/hooks';
import { readDesk, type DeskRequest } from '../../../store';
import { useCalls } from '../../app/calls';
import { usePerson } from '../../app/phone';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { Title } from '../../parts/title';
import { deskOf, isReadByAuthority, ofAuthority, type DeskList } from '../../reading/desks';
import { desks as words } from '../../words';
import { ByAuthority } from './by-authority';
import { DeskColumns } from './desk-columns';
import { OwnPresence } from '../request/presence';
import { Fresh } from './fresh';

export function Requests() {
  const all = useLive(readDesk);
  if (!all) return null;
  return (
    <div class="ds-desk">
      <Title name={words.title} />
      <TheDesk all={all} />
    </div>
  );
}

function TheDesk({ all }: { all: readonly DeskRequest[] }) {
  const person = usePerson();
  const now = useNow();
  const { authorities = [] } = useCalls().calling.profile ?? {};
  const [authority, setAuthority] = useState<string | null>(null);
  const list = deskOf(ofAuthority(all, authority), person, now);
  return (
    <>
      <Fresh />
      <OwnPresence />
      <Counts list={list} />
      {isReadByAuthority(person.role, authorities, all) && (
        <ByAuthority authorities={authorities} chosen={authority} choose={setAuthority} />
      )}
      {list.work.length + list.rest.length === 0 && (
        <p class="govuk-body">{authority ? words.noneOf(authority) : words.none}</p>
      )}
      <DeskColumns columns={list.work} now={now} />
      <DeskColumns columns={list.rest} now={now} quiet />
    </>
  );
}

function Counts({ list: { counts, work, rest } }: { list: DeskList }) {
  if (work.length + rest.length === 0) return null;
  const said = counts.mine > 0 ? words.needsYou(counts.mine) : words.nothing;
  return (
    <p class="govuk-body ds-desk__counts">
      <strong>{said}.</strong> {counts.late > 0 && <strong>{words.late(counts.late)}.</strong>}
    </p>
  );
}
