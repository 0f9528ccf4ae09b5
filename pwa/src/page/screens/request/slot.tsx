/** A slot of the area's sessions is chosen and held; a time that stands is moved or given back (N-27 to N-38). */
import { useDraft } from '../../app/use-draft';
import { useNow } from '../../app/use-now';
import { Choices } from '../../parts/choices';
import { Line, Text, When } from '../../parts/fields';
import type { Errors } from '../../parts/form';
import { timeErrors } from '../../reading/time-form';
import { capital, momentOf, sayWhen } from '../../say-time';
import { requests } from '../../words';
import { decide } from '../../words/decide';
import { Decision, missing } from './decision';
import type { DeedProps } from './deeds';

const { time: words } = decide;
const NEXT = 'next';

interface Slot {
  slot: string;
  because: string;
}

export function ChooseSlot({ view: { request }, onDone }: DeedProps) {
  const now = useNow();
  const form = useDraft<Slot>(`slot:${request.id}`, { slot: NEXT });
  if (!form) return null;
  const free = (request.fields.slots_free ?? []).map(({ starts_at }) => ({
    value: starts_at,
    label: capital(sayWhen(starts_at, now)),
  }));
  const options = [{ value: NEXT, label: words.nextFree }, ...free.slice(1)];
  return (
    <div class="ds-card ds-card--warn">
      <h2 class="govuk-heading-m">{words.choose}</h2>
      <Decision
        form={form}
        check={slotErrors}
        changes={({ slot, because }) => [
          { kind: 'offer_slot', record_id: request.id, fields: slotFields(slot, because) },
        ]}
        save={words.chooseSave}
        first
        onDone={onDone}
      >
        <Choices form={form} name="slot" legend={words.choose} options={options} columns="two" />
        {form.values.slot !== NEXT && (
          <Text form={form} name="because" label={words.because} rows={2} />
        )}
      </Decision>
    </div>
  );
}

const slotErrors = ({ slot, because }: Partial<Slot>): Errors =>
  slot === NEXT ? {} : missing({ because }, { because: words.becauseError });

const slotFields = (slot: string | undefined, because: string | undefined) =>
  slot && slot !== NEXT ? { starts_at: slot, because: because?.trim() ?? '' } : {};

interface Moved {
  moved_to: string;
  moved_place: string;
  moved_because: string;
}

export function MoveTime({ view: { request }, onDone }: DeedProps) {
  const { confirmed } = request.fields;
  const form = useDraft<Moved>(`move:${request.id}`, { moved_place: confirmed?.place ?? '' });
  if (!form) return null;
  return (
    <Decision
      form={form}
      check={(values) => ({
        ...timeErrors('moved_to', values.moved_to),
        ...missing(values, {
          moved_place: requests.confirmErrors.place,
          moved_because: words.moveReasonError,
        }),
      })}
      changes={({ moved_to, moved_place = '', moved_because = '' }) => [
        {
          kind: 'move_slot',
          record_id: request.id,
          fields: {
            starts_at: momentOf(moved_to) ?? '',
            place: moved_place.trim(),
            reason: moved_because.trim(),
          },
        },
      ]}
      save={words.moveSave}
      onDone={onDone}
    >
      <When form={form} name="moved_to" label={words.when} />
      <Line form={form} name="moved_place" label={requests.confirmPlace} />
      <Text form={form} name="moved_because" label={words.moveReason} rows={2} />
    </Decision>
  );
}

export function ReleaseTime({ view: { request }, onDone }: DeedProps) {
  const form = useDraft<{ released_because: string }>(`release:${request.id}`, {});
  if (!form) return null;
  return (
    <Decision
      form={form}
      check={(values) => missing(values, { released_because: words.releaseError })}
      changes={({ released_because = '' }) => [
        {
          kind: 'release_slot',
          record_id: request.id,
          fields: { reason: released_because.trim() },
        },
      ]}
      save={words.releaseSave}
      onDone={onDone}
    >
      <Text form={form} name="released_because" label={words.releaseReason} rows={2} />
    </Decision>
  );
}
