/** The arrangements of an area: whether it is live, what waits, and every number with its state. */
import { Link } from 'wouter-preact';
import { readArrangements, type ArrangementsView, type LocalRecord } from '../../../store';
import { useCalls } from '../../app/calls';
import { useColleagues } from '../../app/use-colleagues';
import { useDecided } from '../../app/use-decided';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { useSave } from '../../app/use-save';
import { Row, Waiting } from '../../parts/rows';
import { State } from '../../parts/state';
import { Title } from '../../parts/title';
import { sayContact, standingOf, titleOf, type Contact } from '../../reading/arrangements';
import { sayDate, sayWhen } from '../../say-time';
import {
  arrangements as words,
  change,
  closures,
  history,
  settings,
  trying,
} from '../../words/arrangements';
import { Sure } from '../staff/sure';

type Arrangements = LocalRecord<'arrangements'>;

export function ArrangementsHome() {
  const view = useLive(readArrangements);
  if (!view) return null;
  const { arrangements, drafts } = view;
  const waiting = drafts.filter(({ fields }) => (fields.status ?? 'waiting') === 'waiting');
  return (
    <>
      <Title name={words.title} />
      {arrangements ? (
        <Standing arrangements={arrangements} />
      ) : (
        <p class="govuk-body">{words.none}</p>
      )}
      {waiting.length > 0 && <h2 class="govuk-heading-m">{words.waiting}</h2>}
      <ul class="ds-list">
        {waiting.map((draft) => (
          <Row
            key={draft.id}
            href={`/arrangements/changes/${draft.id}`}
            title={titleOf(draft)}
            more={draft.only_here ? change.states.local : change.states.waiting}
            tone="warn"
          />
        ))}
      </ul>
      <Contacts view={view} />
      <More />
    </>
  );
}

function Standing({ arrangements }: { arrangements: Arrangements }) {
  const now = useNow();
  const nameOf = useColleagues();
  const { versions, live_at, live_by, demo } = arrangements.fields;
  const begun = versions.filter((one) => Date.parse(one.effective_from) <= now.getTime());
  const current = begun.at(-1) ?? versions[0];
  const later = versions.filter((one) => Date.parse(one.effective_from) > now.getTime());
  const { live } = words;
  return (
    <>
      {current && <p class="govuk-body">{sayVersion(current)}</p>}
      {later.map((one) => (
        <p class="govuk-body" key={one.version}>
          {words.later(one.version, sayWhen(one.effective_from, now))}
        </p>
      ))}
      <h2 class="govuk-heading-m">{live.title}</h2>
      {demo && <p class="govuk-body">{live.demo}</p>}
      {live_at && <p class="govuk-body">{live.since(sayDate(live_at), nameOf(live_by))}</p>}
      {!demo && !live_at && <NotLive arrangements={arrangements} />}
    </>
  );
}

function sayVersion({ version, effective_from }: { version: number; effective_from: string }) {
  return effective_from < '2001'
    ? words.fromTheFile(version)
    : words.version(version, sayDate(effective_from));
}

function NotLive({ arrangements }: { arrangements: Arrangements }) {
  const save = useSave();
  const decided = useDecided(arrangements.id);
  const { live } = words;
  const missing = arrangements.fields.checklist;
  const open = () => save([{ kind: 'open_area', record_id: arrangements.id, fields: {} }]);
  return (
    <>
      <p class="govuk-body">
        <State icon="warn" tone="warn">
          {live.notYet}
        </State>
      </p>
      {missing.length > 0 && (
        <>
          <p class="govuk-body">{live.missing}</p>
          <ul class="govuk-list govuk-list--bullet">
            {missing.map(({ key, name }) => (
              <li key={key}>{name}</li>
            ))}
          </ul>
        </>
      )}
      {decided && <p class="govuk-inset-text">{words.decided}</p>}
      {missing.length === 0 && !decided && (
        <>
          <p class="govuk-body">{live.ready}</p>
          <Sure
            what={live.open}
            hint={live.hint}
            ask={live.ask}
            yes={live.yes}
            no={live.no}
            onYes={open}
          />
        </>
      )}
    </>
  );
}

function Contacts({ view }: { view: ArrangementsView }) {
  const now = useNow();
  const { profile } = useCalls().calling;
  const days = profile?.stale_after_days ?? 90;
  const listed = view.contacts
    .map((contact) => ({ contact, standing: standingOf(contact, now, days) }))
    .sort((one, other) => one.standing.order - other.standing.order);
  if (listed.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{words.contacts}</h2>
      <ul class="ds-list">
        {listed.map(({ contact, standing }) => (
          <ContactRow key={contact.id} contact={contact} {...standing} />
        ))}
      </ul>
    </>
  );
}

type ContactRowProps = { contact: Contact } & ReturnType<typeof standingOf>;

function ContactRow({ contact, said, tone }: ContactRowProps) {
  const icon = tone === 'good' ? 'tick' : tone === 'plain' ? undefined : 'warn';
  return (
    <Row
      href={`/arrangements/contacts/${contact.id}`}
      title={contact.fields.name}
      more={sayContact(contact.fields)}
      tone={tone === 'urgent' || tone === 'warn' ? tone : undefined}
    >
      <State icon={icon} tone={tone}>
        {said}
      </State>
      <Waiting record={contact} />
    </Row>
  );
}

function More() {
  const pages = [
    ['/arrangements/closures', closures.title],
    ['/arrangements/settings', settings.title],
    ['/arrangements/try', trying.title],
    ['/arrangements/history', history.title],
  ] as const;
  return (
    <>
      <h2 class="govuk-heading-m">{words.more}</h2>
      {pages.map(([href, name]) => (
        <p key={href}>
          <Link href={href} className="govuk-link ds-tap">
            {name}
          </Link>
        </p>
      ))}
    </>
  );
}
