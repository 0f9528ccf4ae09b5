/** The manager reads it, ticks that it is right, and authorises, or returns it with reasons. */
import { useDraft } from '../../app/use-draft';
import { Tick } from '../../parts/choices';
import { Text } from '../../parts/fields';
import { requests as words } from '../../words';
import { Decision, missing } from './decision';
import type { DeedProps } from './deeds';

export function Authorise({ view, onDone }: DeedProps) {
  const { request } = view;
  const form = useDraft<{ checked: boolean }>(`authorise:${request.id}`, {});
  if (!form) return null;
  return (
    <div class="ds-card ds-card--warn">
      <Decision
        form={form}
        check={(values) => missing(values, { checked: words.authoriseError })}
        changes={() => [
          { kind: 'authorise_request', record_id: request.id, fields: { checked: true } },
        ]}
        save={words.authorise}
        first
        onDone={onDone}
      >
        <Tick form={form} name="checked" label={words.authoriseTick} />
      </Decision>
    </div>
  );
}

export function ReturnIt({ view: { request }, onDone }: DeedProps) {
  const form = useDraft<{ reasons: string }>(`return:${request.id}`, {});
  if (!form) return null;
  return (
    <Decision
      form={form}
      check={(values) => missing(values, { reasons: words.returnError })}
      changes={({ reasons = '' }) => [
        { kind: 'return_request', record_id: request.id, fields: { reasons: reasons.trim() } },
      ]}
      save={words.returnSave}
      onDone={onDone}
    >
      <Text form={form} name="reasons" label={words.returnReasons} />
    </Decision>
  );
}
