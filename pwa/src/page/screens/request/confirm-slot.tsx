/** Whoever books enters the time that was agreed. The worker hears of it as an alert. */
import { timeNow } from '../../../domain';
import { useDraft } from '../../app/use-draft';
import { Line, Text, When } from '../../parts/fields';
import type { Errors } from '../../parts/form';
import type { Request } from '../../reading/family';
import { localOf, momentOf } from '../../say-time';
import { common, requests as words } from '../../words';
import { decide } from '../../words/decide';
import { Decision, missing } from './decision';
import type { DeedProps } from './deeds';

interface Slot {
  starts_at: string;
  place: string;
  join_note: string;
  health_reason: string;
}

export function ConfirmTime({ view, onDone }: DeedProps) {
  return (
    <div class="ds-card ds-card--warn">
      <h2 class="govuk-heading-m">{words.confirm}</h2>
      <SlotForm view={view} onDone={onDone} />
    </div>
  );
}

function SlotForm({ view: { request }, onDone }: DeedProps) {
  const form = useDraft<Slot>(`confirm:${request.id}`, knownTime(request.fields));
  if (!form) return null;
  const alone = lacksHealth(request.fields);
  return (
    <Decision
      form={form}
      check={(values) => ({
        ...slotErrors(values),
        ...(alone ? missing(values, { health_reason: decide.time.healthReasonError }) : {}),
      })}
      changes={(values) => changesOf(request, values)}
      save={words.confirmSave}
      first
      onDone={onDone}
    >
      <When form={form} name="starts_at" label={words.confirmWhen} />
      <Line form={form} name="place" label={words.confirmPlace} />
      <Text form={form} name="join_note" label={common.optional(words.joinNote)} rows={2} />
      {alone && <Text form={form} name="health_reason" label={decide.time.noHealth} rows={2} />}
    </Decision>
  );
}

/** What was agreed, held or booked stands there already. */
function knownTime({ agreed, booking, meeting }: Request['fields']): Partial<Slot> {
  const starts_at = agreed?.starts_at ?? booking?.starts_at ?? meeting?.starts_at;
  return {
    ...(starts_at ? { starts_at: localOf(starts_at) } : {}),
    ...(meeting ? { place: meeting.place } : {}),
  };
}

/** One that can wait is not held without health, unless somebody says why (S-05). */
const lacksHealth = ({ urgent, health }: Request['fields']): boolean =>
  !urgent && health?.state !== 'accepted';

function changesOf({ id, fields: known }: Request, values: Partial<Slot>) {
  const text = (name: keyof Slot): string => values[name]?.trim() ?? '';
  const why = lacksHealth(known) ? text('health_reason') : '';
  const fields = {
    starts_at: momentOf(values.starts_at) ?? '',
    place: text('place'),
    join_note: text('join_note') || null,
    ...(why ? { health_reason: why } : {}),
  };
  return [{ kind: 'confirm_slot' as const, record_id: id, fields }];
}

const slotErrors = ({ starts_at, place }: Partial<Slot>): Errors => ({
  ...timeErrors(momentOf(starts_at)),
  ...(place?.trim() ? {} : { place: words.confirmErrors.place }),
});

const JUST_BEGUN = 15 * 60_000;

function timeErrors(starts_at: string | null): Errors {
  if (!starts_at) return { starts_at: words.confirmErrors.starts_at };
  const is_over = Date.parse(starts_at) < timeNow().getTime() - JUST_BEGUN;
  return is_over ? { starts_at: words.confirmErrors.past } : {};
}
