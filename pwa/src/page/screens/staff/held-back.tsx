/** What came from a lost phone: somebody who knows decides whether it counts. */
import type { Change } from '../../../domain';
import { readHeldBack, type LocalRecord } from '../../../store';
import { useColleagues } from '../../app/use-colleagues';
import { useDecided } from '../../app/use-decided';
import { useDraft } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { useSave } from '../../app/use-save';
import { ErrorSummary } from '../../parts/error-summary';
import { Text } from '../../parts/fields';
import { Facts } from '../../parts/facts';
import { Tag } from '../../parts/state';
import { Title } from '../../parts/title';
import { writtenLines } from '../../reading/outbox-words';
import { sayWhen } from '../../say-time';
import { outbox, requests } from '../../words';
import { devices, heldBack as words } from '../../words/staff';

type Held = LocalRecord<'quarantined_change'>;

export function HeldBack() {
  const held = useLive(readHeldBack);
  if (!held) return null;
  return (
    <>
      <Title name={words.title} />
      <p class="govuk-body">{held.length > 0 ? words.intro : words.none}</p>
      {held.map((one) => (
        <HeldCard key={one.id} held={one} />
      ))}
    </>
  );
}

function HeldCard({ held }: { held: Held }) {
  const now = useNow();
  const nameOf = useColleagues();
  const { change_kind, urgent, person_id, device_name, happened_at, came_at, content } =
    held.fields;
  const times = `${words.written(sayWhen(happened_at, now))}, ${words.came(sayWhen(came_at, now))}`;
  return (
    <article class="ds-card ds-card--warn">
      <h2 class="govuk-heading-s govuk-!-margin-bottom-1">
        {outbox.kinds[change_kind] ?? change_kind}
      </h2>
      {urgent && (
        <Tag tone="urgent" icon="warn">
          {requests.urgent}
        </Tag>
      )}
      <p class="govuk-body-s ds-quiet">
        {words.by(nameOf(person_id), device_name)}. {times}.
      </p>
      {content ? (
        <Facts lines={writtenLines({ kind: change_kind, fields: content } as unknown as Change)} />
      ) : (
        <p class="govuk-body">{words.hidden}</p>
      )}
      <Decide held={held} />
    </article>
  );
}

function Decide({ held }: { held: Held }) {
  const save = useSave();
  const decided = useDecided(held.id);
  const form = useDraft<Record<string, string>>(`held-back:${held.id}`, {});
  const name = `why_${held.id}`;
  if (decided) return <p class="govuk-inset-text">{devices.decided}</p>;
  if (!form) return null;
  const take = () =>
    save([{ kind: 'release_quarantined_change', record_id: held.id, fields: {} }], form.name);
  const leave = async (event: Event) => {
    event.preventDefault();
    const reason = form.values[name]?.trim();
    if (!reason) return form.setErrors({ [name]: words.error });
    const kind = 'discard_quarantined_change';
    await save([{ kind, record_id: held.id, fields: { reason } }], form.name);
  };
  return (
    <>
      <button type="button" class="govuk-button" onClick={take}>
        {words.take}
      </button>
      <details class="govuk-details govuk-!-margin-bottom-0">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">{words.leave}</span>
        </summary>
        <form class="govuk-details__text" onSubmit={leave} noValidate>
          <ErrorSummary errors={form.errors} />
          <Text form={form} name={name} label={words.why} rows={2} />
          <button class="govuk-button govuk-button--secondary">{words.leave}</button>
        </form>
      </details>
    </>
  );
}
