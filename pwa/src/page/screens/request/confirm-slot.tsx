/** Whoever books enters the time that was agreed. The worker hears of it as an alert. */
import { timeNow } from '../../../domain';
import type { RequestView } from '../../../store';
import { useDraft } from '../../app/use-draft';
import { Line, Text, When } from '../../parts/fields';
import type { Errors } from '../../parts/form';
import { momentOf } from '../../say-time';
import { common, requests as words } from '../../words';
import { Decision } from './decision';
import type { DeedProps } from './deeds';

interface Slot {
  starts_at: string;
  place: string;
  join_note: string;
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
  const form = useDraft<Slot>(`confirm:${request.id}`, {});
  if (!form) return null;
  return (
    <Decision
      form={form}
      check={slotErrors}
      changes={(values) => changesOf(request, values)}
      save={words.confirmSave}
      first
      onDone={onDone}
    >
      <When form={form} name="starts_at" label={words.confirmWhen} />
      <Line form={form} name="place" label={words.confirmPlace} />
      <Text form={form} name="join_note" label={common.optional(words.joinNote)} rows={2} />
    </Decision>
  );
}

function changesOf({ id }: RequestView['request'], { starts_at, place, join_note }: Partial<Slot>) {
  const fields = {
    starts_at: momentOf(starts_at) ?? '',
    place: place?.trim() ?? '',
    join_note: join_note?.trim() || null,
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
