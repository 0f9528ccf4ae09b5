/** Business support forward it. It has been sent only when the police's mail server has taken it (W-19, T-10). */
import { useDraft } from '../../app/use-draft';
import { agency as words } from '../../words';
import { Decision } from '../request/decision';
import type { DeedProps } from '../request/deeds';

export function Forward({ view: { request }, onDone }: DeedProps) {
  const form = useDraft<Record<string, never>>(`forward:${request.id}`, {});
  if (!form) return null;
  return (
    <div class="ds-card ds-card--warn">
      <h2 class="govuk-heading-m">{words.forward}</h2>
      <p class="govuk-body">{words.forwardHint}</p>
      <Decision
        form={form}
        changes={() => [{ kind: 'forward_to_police', record_id: request.id, fields: {} }]}
        save={words.forwardSave}
        first
        onDone={onDone}
      />
    </div>
  );
}
