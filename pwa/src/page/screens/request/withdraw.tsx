/** A request is never deleted: it is withdrawn, with a reason. */
import { useDraft } from '../../app/use-draft';
import { Text } from '../../parts/fields';
import { requests as words } from '../../words';
import { Decision, missing } from './decision';
import type { DeedProps } from './deeds';

export function Withdraw({ view: { request }, onDone }: DeedProps) {
  const form = useDraft<{ why: string }>(`withdraw:${request.id}`, {});
  if (!form) return null;
  return (
    <Decision
      form={form}
      check={(values) => missing(values, { why: words.withdrawError })}
      changes={({ why = '' }) => [
        { kind: 'withdraw_request', record_id: request.id, fields: { reason: why.trim() } },
      ]}
      save={words.withdraw}
      onDone={onDone}
    >
      <Text form={form} name="why" label={words.withdrawReason} rows={2} />
    </Decision>
  );
}
