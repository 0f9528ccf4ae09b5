/** Somebody more is invited (W-03, W-20, N-10). They are asked for what they know when the meeting is booked. */
import { discussionFeed } from '../../../domain';
import { useDraft } from '../../app/use-draft';
import { Choices, optionsOf } from '../../parts/choices';
import { Line } from '../../parts/fields';
import { written, type Errors } from '../../parts/form';
import { agency as words, common } from '../../words';
import { Decision, missing } from '../request/decision';
import type { DeedProps } from '../request/deeds';

interface Invited {
  agency: string;
  name: string;
  role: string;
  email: string;
  phone: string;
}

export function Invite({ view: { request }, onDone }: DeedProps) {
  const form = useDraft<Invited>(`invite:${request.id}`, {});
  if (!form) return null;
  const changes = (values: Partial<Invited>) => [
    {
      kind: 'invite' as const,
      record_id: form.record_id,
      feed: discussionFeed(request.id),
      fields: { request_id: request.id, ...invitedFields(values) },
    },
  ];
  return (
    <Decision
      form={form}
      check={inviteErrors}
      changes={changes}
      save={words.inviteSave}
      onDone={onDone}
    >
      <Choices
        form={form}
        name="agency"
        legend={words.inviteAgency}
        options={optionsOf(words.agencies)}
        columns="two"
      />
      <Line form={form} name="name" label={words.inviteName} />
      <Line form={form} name="role" label={common.optional(words.inviteRole)} />
      <Line form={form} name="email" label={words.inviteEmail} type="email" />
      <Line form={form} name="phone" label={words.invitePhone} type="tel" />
    </Decision>
  );
}

const inviteErrors = (values: Partial<Invited>): Errors => ({
  ...missing(values, { agency: words.inviteErrors.agency, name: words.inviteErrors.name }),
  ...(values.email?.trim() || values.phone?.trim() ? {} : { email: words.inviteErrors.reach }),
});

const invitedFields = ({ agency = '', name = '', role, email, phone }: Partial<Invited>) => ({
  agency,
  name: name.trim(),
  role: written(role),
  email: written(email),
  phone: written(phone),
});
