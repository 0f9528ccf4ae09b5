/** The photos of a visit, a check or a whole file: what each is of, and how far it has come. */
import { useState } from 'preact/hooks';
import { hundredthsSent } from '../../../sync';
import { picturesHere, type LocalRecord } from '../../../store';
import { useLive } from '../../app/use-live';
import { State } from '../../parts/state';
import { pictures as words } from '../../words';
import { Look } from './look';

export type Attachment = LocalRecord<'attachment'>;

export function Pictures({ attachments }: { attachments: readonly Attachment[] }) {
  const here = useLive(picturesHere) ?? [];
  if (attachments.length === 0) return null;
  return (
    <ul class="ds-list">
      {attachments.map((one) => (
        <li class="ds-card" key={one.id}>
          <Picture attachment={one} on_phone={here.includes(one.id)} />
        </li>
      ))}
    </ul>
  );
}

function Picture({ attachment, on_phone }: { attachment: Attachment; on_phone: boolean }) {
  const [open, setOpen] = useState(false);
  const { what, state } = attachment.fields;
  const may_look = state === 'here' || on_phone;
  return (
    <>
      <p class="govuk-body govuk-!-margin-bottom-1">{words.whats[what]}</p>
      <HowFar attachment={attachment} on_phone={on_phone} />
      {may_look && !open && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => setOpen(true)}
        >
          {words.look(words.whats[what])}
        </button>
      )}
      {open && <Look id={attachment.id} what={words.whats[what]} />}
    </>
  );
}

function HowFar({ attachment, on_phone }: { attachment: Attachment; on_phone: boolean }) {
  const { state } = attachment.fields;
  if (state === 'here') return <State icon="sent">{words.here}</State>;
  if (state === 'refused') {
    return (
      <State icon="warn" tone="warn">
        {words.refused}
      </State>
    );
  }
  const sent = hundredthsSent(attachment.id);
  if (sent !== null) return <State icon="outbox">{words.sending(sent)}</State>;
  return <State icon="saved">{on_phone ? words.saved : words.elsewhere}</State>;
}
