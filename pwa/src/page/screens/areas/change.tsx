/** A proposed change: what differs, what follows, and the second administrator's decision. */
import { Link } from 'wouter-preact';
import type { CallLineFields } from '../../../domain';
import { readArrangements } from '../../../store';
import { useCalls } from '../../app/calls';
import { usePerson } from '../../app/phone';
import { useColleagues } from '../../app/use-colleagues';
import { useDecided } from '../../app/use-decided';
import { useDraft } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { useSave } from '../../app/use-save';
import { ErrorSummary } from '../../parts/error-summary';
import { Facts } from '../../parts/facts';
import { Line } from '../../parts/fields';
import { BackTo } from '../../parts/rows';
import { State } from '../../parts/state';
import { Title } from '../../parts/title';
import { changeLines, titleOf, type Draft } from '../../reading/arrangements';
import { sayWhen } from '../../say-time';
import { arrangements, change as words } from '../../words/arrangements';

export function ChangePage({ id }: { id: string }) {
  const view = useLive(readArrangements);
  if (!view) return null;
  const draft = view.drafts.find((one) => one.id === id);
  if (!draft) return <Gone />;
  return (
    <>
      <BackTo href="/arrangements">{arrangements.title}</BackTo>
      <Title name={words.pageTitle}>{titleOf(draft)}</Title>
      <Stands draft={draft} />
      <Warnings draft={draft} />
      <Difference draft={draft} />
      <Follows draft={draft} />
      <Decide draft={draft} />
    </>
  );
}

/** What the server refused is in no record: the Outbox has it, with the reason. */
function Gone() {
  return (
    <>
      <BackTo href="/arrangements">{arrangements.title}</BackTo>
      <Title name={words.pageTitle} />
      <p class="govuk-body">{words.gone}</p>
      <Link href="/outbox" className="govuk-link ds-tap">
        {words.outbox}
      </Link>
    </>
  );
}

function Stands({ draft }: { draft: Draft }) {
  const now = useNow();
  const nameOf = useColleagues();
  const { states } = words;
  const status = draft.fields.status ?? 'waiting';
  return (
    <>
      <p class="govuk-body">
        <State icon={status === 'approved' ? 'tick' : 'warn'} tone={TONES[status]}>
          {draft.only_here ? states.local : states[status]}
        </State>
      </p>
      <Facts lines={factsOf(draft, nameOf, now)} />
    </>
  );
}

/** What nobody should approve without having seen it. */
function Warnings({ draft }: { draft: Draft }) {
  return (
    <>
      {(draft.fields.warnings ?? []).map((text) => (
        <div class="govuk-warning-text" key={text}>
          <span class="govuk-warning-text__icon" aria-hidden="true">
            !
          </span>
          <strong class="govuk-warning-text__text">
            <span class="govuk-visually-hidden">{words.warning}</span> {text}
          </strong>
        </div>
      ))}
    </>
  );
}

type NameOf = ReturnType<typeof useColleagues>;

function factsOf({ fields }: Draft, nameOf: NameOf, now: Date): [string, string][] {
  const { facts } = words;
  const by = (person: string | null | undefined, at: string | null | undefined) =>
    at ? `${nameOf(person)}, ${sayWhen(at, now)}` : null;
  const number = (version: number | null | undefined) => (version ? String(version) : null);
  const from = fields.effective_from;
  const lines: [string, string | null | undefined][] = [
    [facts.proposed, by(fields.proposed_by, fields.proposed_at)],
    [facts.note, fields.note],
    [facts.back, number(fields.roll_back_to)],
    [facts.effective, from && !isPast(from, fields, now) ? sayWhen(from, now) : facts.approval],
    [facts.decided, by(fields.decided_by, fields.decided_at)],
    [facts.reason, fields.reason],
    [facts.version, number(fields.version)],
  ];
  return lines.filter((line): line is [string, string] => Boolean(line[1]));
}

/** While it waits, a time that has passed is no time that it counts from. */
const isPast = (from: string, { status }: Draft['fields'], now: Date) =>
  (status ?? 'waiting') === 'waiting' && Date.parse(from) <= now.getTime();

const TONES = { waiting: 'warn', approved: 'good', declined: 'plain' } as const;

/** Each key, before and after: a card each, so that it can be read on a phone. */
function Difference({ draft }: { draft: Draft }) {
  return (
    <>
      <h2 class="govuk-heading-m">{words.what}</h2>
      {changeLines(draft.fields).map(({ what, before, after }) => (
        <div class="ds-card" key={what}>
          <h3 class="govuk-heading-s">{what}</h3>
          <Facts
            lines={[
              [words.before, before],
              [words.after, after],
            ]}
          />
        </div>
      ))}
    </>
  );
}

function Follows({ draft }: { draft: Draft }) {
  const { lines } = useCalls().calling;
  const buttons = changedButtons(draft, lines);
  if ((draft.fields.status ?? 'waiting') !== 'waiting') return null;
  return (
    <>
      <h2 class="govuk-heading-m">{words.follows}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {buttons.map((name) => (
          <li key={name}>{words.onPhones(name)}</li>
        ))}
        <li>{words.phones}</li>
        <li>{words.openRequests}</li>
      </ul>
      <p>
        <Link href={`/arrangements/try/${draft.id}`} className="govuk-link ds-tap">
          {words.tryIt}
        </Link>
      </p>
    </>
  );
}

/** The names of the buttons that dial something else afterwards. */
function changedButtons({ fields }: Draft, lines: readonly CallLineFields[]): string[] {
  const keys = Object.keys(fields.changes)
    .filter((path) => path.startsWith('contacts.'))
    .map((path) => path.split('.')[1]);
  const entries = lines.flatMap(({ windows }) => windows.flatMap((window) => window.entries));
  return [...new Set(entries.filter(({ key }) => keys.includes(key)).map(({ name }) => name))];
}

function Decide({ draft }: { draft: Draft }) {
  const me = usePerson();
  const save = useSave();
  const decided = useDecided(draft.id);
  const { status = 'waiting', proposed_by } = draft.fields;
  if (status !== 'waiting' || draft.only_here) return null;
  if (decided) return <p class="govuk-inset-text">{arrangements.decided}</p>;
  const own = proposed_by === me.id;
  const approve = () => save([{ kind: 'approve_arrangements', record_id: draft.id, fields: {} }]);
  return (
    <>
      {own ? (
        <p class="govuk-inset-text">{words.own}</p>
      ) : (
        <section class="ds-card">
          <p class="govuk-body">{words.approveHint}</p>
          <button type="button" class="govuk-button" onClick={approve}>
            {words.approve}
          </button>
        </section>
      )}
      <Decline draft={draft} own={own} />
    </>
  );
}

function Decline({ draft, own }: { draft: Draft; own: boolean }) {
  const save = useSave();
  const form = useDraft<{ reason: string }>(`decline:${draft.id}`, {});
  if (!form) return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    const reason = form.values.reason?.trim();
    if (!reason) return form.setErrors({ reason: words.reasonError });
    const fields = { reason };
    await save([{ kind: 'decline_arrangements', record_id: draft.id, fields }], form.name);
  };
  return (
    <form class="ds-card" onSubmit={submit} noValidate>
      <ErrorSummary errors={form.errors} />
      <Line form={form} name="reason" label={words.reason} />
      <button class="govuk-button govuk-button--secondary">
        {own ? words.takeBack : words.decline}
      </button>
    </form>
  );
}
