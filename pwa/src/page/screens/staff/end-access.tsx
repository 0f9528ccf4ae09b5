/** Somebody leaves: now, or at a moment that is known already. */
import { timeNow } from '../../../domain';
import type { LocalRecord } from '../../../store';
import { useDraft } from '../../app/use-draft';
import { useSave } from '../../app/use-save';
import { ErrorSummary } from '../../parts/error-summary';
import { When } from '../../parts/fields';
import { momentOf } from '../../say-time';
import { people as words } from '../../words/staff';
import { Sure } from './sure';

export function EndAccess({ account }: { account: LocalRecord<'account'> }) {
  const save = useSave();
  const end = (at: string, form?: string) =>
    save([{ kind: 'end_person_access', record_id: account.id, fields: { at } }], form);
  return (
    <>
      <h2 class="govuk-heading-m">{words.end}</h2>
      <Sure
        what={words.endNow}
        hint={words.endHint}
        ask={words.endSure}
        yes={words.endYes}
        no={words.no}
        onYes={() => end(timeNow().toISOString())}
      />
      <Later account={account} onEnd={end} />
    </>
  );
}

interface LaterProps {
  account: LocalRecord<'account'>;
  onEnd: (at: string, form: string) => Promise<unknown>;
}

function Later({ account, onEnd }: LaterProps) {
  const form = useDraft<{ at: string }>(`end-access:${account.id}`, {});
  if (!form) return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    const at = momentOf(form.values.at);
    if (!at) return form.setErrors({ at: words.errors.at });
    await onEnd(at, form.name);
  };
  return (
    <form class="ds-card" onSubmit={submit} noValidate>
      <ErrorSummary errors={form.errors} />
      <When form={form} name="at" label={words.endAt} />
      <button class="govuk-button govuk-button--secondary">{words.endThen}</button>
    </form>
  );
}
