/** Business support book the meeting: when, how, where. Whoever must be there is invited with it (W-20, W-22). */
import { timeNow } from '../../../domain';
import { useCalls } from '../../app/calls';
import { useDraft, type DraftForm } from '../../app/use-draft';
import { Choices } from '../../parts/choices';
import { Line, When } from '../../parts/fields';
import {
  bookErrors,
  bookFields,
  formatOptions,
  isByTelephone,
  type Booked,
} from '../../reading/booking';
import type { Request } from '../../reading/family';
import { localOf } from '../../say-time';
import { agency as words } from '../../words';
import { Decision } from '../request/decision';
import type { DeedProps } from '../request/deeds';

export function BookMeeting({ view: { request }, onDone }: DeedProps) {
  const form = useDraft<Booked>(`book:${request.id}`, knownOf(request));
  if (!form) return null;
  return (
    <div class="ds-card ds-card--warn">
      <h2 class="govuk-heading-m">{words.book}</h2>
      <p class="govuk-body">{words.bookHint}</p>
      <Decision
        form={form}
        check={(values) => bookErrors(values, timeNow())}
        changes={(values) => [
          { kind: 'book_meeting', record_id: request.id, fields: bookFields(values) },
        ]}
        save={words.bookSave}
        first
        onDone={onDone}
      >
        <When form={form} name="starts_at" label={words.timeWhen} />
        <Line form={form} name="minutes" label={words.bookMinutes} />
        <How form={form} />
      </Decision>
    </div>
  );
}

/** What the police proposed, and what the manager decided on. */
function knownOf({ fields: { proposed, format } }: Request): Partial<Booked> {
  return {
    ...(proposed ? { starts_at: localOf(proposed.starts_at) } : {}),
    ...(format ? { format } : {}),
    minutes: '60',
  };
}

function How({ form }: { form: DraftForm<Booked> }) {
  const { booking } = useCalls().calling.profile ?? {};
  return (
    <>
      <Choices
        form={form}
        name="format"
        legend={words.bookFormat}
        options={formatOptions(booking?.formats ?? [])}
      />
      <Line form={form} name="place" label={words.bookPlace} />
      {isByTelephone(form.values.format) && (
        <Line
          form={form}
          name="conference"
          label={words.bookConference}
          hint={words.bookConferenceHint}
        />
      )}
    </>
  );
}
