/** Replies to an invitation, and what an agency sends before the meeting: one's own, or one taken by telephone. */
import type { InformationState, Reply } from '../../../domain';
import type { LocalRecord } from '../../../store';
import { useDraft, type DraftForm } from '../../app/use-draft';
import { Choices, optionsOf } from '../../parts/choices';
import { Text } from '../../parts/fields';
import { replyChanges, replyErrors, type Replied } from '../../reading/replies';
import { agency as words, common } from '../../words';
import { Decision } from '../request/decision';
import type { DeedProps } from '../request/deeds';
import { useSight } from '../request/sight';
import { ownInvitations } from './whose';

type Invitation = LocalRecord<'invitation'>;

/** By whoever was invited, or by their agency. */
export function OwnReply({ view, onDone }: DeedProps) {
  const [own] = ownInvitations(useSight(view));
  if (!own) return null;
  return (
    <div class="ds-card ds-card--warn">
      <h2 class="govuk-heading-m">{words.ownReply}</h2>
      <p class="govuk-body">{words.ownReplyHint}</p>
      <ReplyForm key={own.id} invitation={own} onDone={onDone} first />
    </div>
  );
}

interface ReplyFormProps {
  invitation: Invitation;
  onDone(): void;
  first?: boolean;
}

function ReplyForm({ invitation, onDone, first = false }: ReplyFormProps) {
  const { reply, information } = invitation.fields;
  const form = useDraft<Replied>(`reply:${invitation.id}`, {
    ...(reply && reply !== 'none' ? { reply } : {}),
    ...(isTold(information) ? { information } : {}),
  });
  if (!form) return null;
  return (
    <Decision
      form={form}
      check={(values) => replyErrors(values, first)}
      changes={(values) => replyChanges(invitation, values)}
      save={words.replySave}
      first={first}
      onDone={onDone}
    >
      <Questions form={form} />
    </Decision>
  );
}

const isTold = (state: InformationState | undefined): state is 'submitted' =>
  state !== undefined && state !== 'asked' && state !== 'none';

function Questions({ form }: { form: DraftForm<Replied> }) {
  return (
    <>
      <Choices
        form={form}
        name="reply"
        legend={words.reply}
        options={optionsOf<Exclude<Reply, 'none'>>(words.repliesTo)}
        columns="three"
      />
      <Choices
        form={form}
        name="information"
        legend={common.optional(words.information)}
        options={optionsOf(words.informationStates)}
      />
      <Text form={form} name="note" label={common.optional(words.replyNote)} rows={2} />
    </>
  );
}

/** By business support, who were rung: first whose reply it is. */
export function LogReply({ view, onDone }: DeedProps) {
  const open = view.invitations.filter(({ fields }) => !fields.removed_at);
  const form = useDraft<{ whose: string }>(`log-reply:${view.request.id}`, {});
  if (!form) return null;
  const chosen = open.find(({ id }) => id === form.values.whose);
  const done = () => {
    form.clear();
    onDone();
  };
  return (
    <>
      <Choices form={form} name="whose" legend={words.whoseReply} options={open.map(optionOf)} />
      {chosen && <ReplyForm key={chosen.id} invitation={chosen} onDone={done} />}
    </>
  );
}

const optionOf = ({ id, fields }: Invitation) => ({
  value: id,
  label: [fields.name, words.agencies[fields.agency] ?? fields.agency].filter(Boolean).join(', '),
  hint: words.stands(fields.reply ?? 'none', fields.information ?? 'none'),
});
