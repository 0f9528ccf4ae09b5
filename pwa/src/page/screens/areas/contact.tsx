/** One number or mailbox: what is known of it, checking it, correcting it. */
import type { HowChecked } from '../../../domain';
import { readArrangements } from '../../../store';
import { useCalls } from '../../app/calls';
import { useColleagues } from '../../app/use-colleagues';
import { useDecided } from '../../app/use-decided';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { useSave } from '../../app/use-save';
import { optionsOf } from '../../parts/choices';
import { Facts } from '../../parts/facts';
import { BackTo, Waiting } from '../../parts/rows';
import { State } from '../../parts/state';
import { Title } from '../../parts/title';
import { standingOf, type Contact } from '../../reading/arrangements';
import { sayDate, sayShort } from '../../say-time';
import { common } from '../../words';
import { arrangements, contact as words } from '../../words/arrangements';
import { NotFound } from '../not-found';
import { CorrectContact } from './correct';
import { Passcode } from './passcode';

export function ContactPage({ id }: { id: string }) {
  const view = useLive(readArrangements);
  if (!view) return null;
  const contact = view.contacts.find((one) => one.id === id);
  if (!contact) return <NotFound />;
  const { called } = contact.fields;
  const changeable = called !== '999' && called !== '101';
  return (
    <>
      <BackTo href="/arrangements">{arrangements.title}</BackTo>
      <Title name={words.pageTitle}>{contact.fields.name}</Title>
      <Stands contact={contact} />
      {changeable && <Verify contact={contact} />}
      {changeable && <CorrectContact contact={contact} demo={view.arrangements?.fields.demo} />}
      {contact.fields.passcode && <Passcode contact={contact} />}
      <Checks contact={contact} />
    </>
  );
}

function Stands({ contact }: { contact: Contact }) {
  const now = useNow();
  const { profile } = useCalls().calling;
  const { said, tone } = standingOf(contact, now, profile?.stale_after_days ?? 90);
  return (
    <>
      <p class="govuk-body">
        <State icon={tone === 'good' ? 'tick' : 'warn'} tone={tone}>
          {said}
        </State>{' '}
        <Waiting record={contact} />
      </p>
      <Facts lines={factsOf(contact)} />
    </>
  );
}

function factsOf({ fields }: Contact): [string, string][] {
  const { facts } = words;
  const { extension, address, use, suggestion, must_set, verified_at } = fields;
  const lines: [string, string | null][] = [
    [facts.number, fields.kind.includes('phone') ? sayNumber(fields) : null],
    [facts.extension, extension],
    [facts.address, fields.kind.includes('mail') ? (address ?? words.notSet) : null],
    [facts.suggestion, suggestion],
    [facts.use, use],
    [facts.checked, verified_at && sayDate(verified_at)],
    [facts.mustSet, must_set ? common.yes : null],
  ];
  return lines.filter((line): line is [string, string] => Boolean(line[1]));
}

const sayNumber = ({ shown, number }: Contact['fields']): string =>
  shown && number === null ? words.notDialable(shown) : (shown ?? words.notSet);

/** One tap: who and when follow by themselves. */
function Verify({ contact }: { contact: Contact }) {
  const save = useSave();
  const decided = useDecided(contact.id);
  const { value, kind, address, shown } = contact.fields;
  if (value === null) return null;
  if (decided) return <p class="govuk-inset-text">{arrangements.decided}</p>;
  const verify = (how: HowChecked) =>
    save([{ kind: 'verify_contact', record_id: contact.id, fields: { value, how } }]);
  const fits = optionsOf(words.how).filter(
    ({ value: how }) =>
      (how !== 'rang' || kind.includes('phone')) && (how !== 'test_mail' || address),
  );
  return (
    <section class="ds-card">
      <h2 class="govuk-heading-m">{words.verify}</h2>
      <p class="govuk-body">{words.verifyHint(shown ?? address ?? value)}</p>
      {fits.map(({ value: how, label }) => (
        <button
          key={how}
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => verify(how)}
        >
          {label}
        </button>
      ))}
    </section>
  );
}

function Checks({ contact }: { contact: Contact }) {
  const now = useNow();
  const nameOf = useColleagues();
  const { checks = [], wrong = {} } = contact.fields;
  const lines = [
    ...checks.map(({ value, how, by, at }) => ({
      at,
      said: words.checkLine(value, words.howSaid[how], nameOf(by), sayShort(at, now)),
    })),
    ...Object.values(wrong).map(({ number, by, at }) => ({
      at,
      said: words.wrongLine(number, nameOf(by), sayShort(at, now)),
    })),
  ].sort((one, other) => other.at.localeCompare(one.at));
  if (lines.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{words.checks}</h2>
      <ul class="govuk-list">
        {lines.map(({ said }) => (
          <li key={said}>{said}</li>
        ))}
      </ul>
    </>
  );
}
