/** A mail that did not arrive: ring, send it again, or say how it was sent instead. */
import { timeNow } from '../../../domain';
import type { LocalRecord, RequestView } from '../../../store';
import { useDraft } from '../../app/use-draft';
import { useNow } from '../../app/use-now';
import { CallButtons } from '../../parts/call';
import { Choices } from '../../parts/choices';
import { Text, When } from '../../parts/fields';
import type { Errors } from '../../parts/form';
import { addresseesOf, undelivered } from '../../reading/mails';
import { localOf, momentOf, sayShort } from '../../say-time';
import { agency as words } from '../../words';
import { Decision, missing } from '../request/decision';
import type { DeedProps } from '../request/deeds';

export function MendDelivery({ view, onDone }: DeedProps) {
  return (
    <div class="ds-card ds-card--urgent">
      <h2 class="govuk-heading-m">{words.mend}</h2>
      <Trouble view={view} />
      {undelivered(view.dispatches).map((dispatch) => (
        <Again key={dispatch.id} dispatch={dispatch} view={view} onDone={onDone} />
      ))}
      {view.request.fields.urgent && (
        <CallButtons
          about={{ request_id: view.request.id, case_id: view.request.fields.case_id }}
        />
      )}
      <ByHand view={view} onDone={onDone} />
    </div>
  );
}

function Trouble({ view }: { view: RequestView }) {
  const { dispatch_trouble: trouble } = view.request.fields;
  const now = useNow();
  if (!trouble) return null;
  return (
    <p class="govuk-body">
      {trouble.words ?? words.mendUnknown} {words.since(sayShort(trouble.at, now))}
    </p>
  );
}

interface AgainProps extends DeedProps {
  dispatch: LocalRecord<'dispatch'>;
}

function Again({ dispatch, view: { request }, onDone }: AgainProps) {
  const form = useDraft<Record<string, never>>(`again:${dispatch.id}`, {});
  if (!form) return null;
  const fields = { dispatch_id: dispatch.id };
  return (
    <Decision
      form={form}
      changes={() => [{ kind: 'send_again', record_id: request.id, fields }]}
      save={words.again(dispatch.fields.to_name)}
      first
      onDone={onDone}
    />
  );
}

interface Sent {
  to_key: string;
  words: string;
  at: string;
}

function ByHand({ view, onDone }: DeedProps) {
  const { request } = view;
  const addressees = addresseesOf(view.dispatches);
  const only = addressees.length === 1 ? addressees[0]?.value : undefined;
  const form = useDraft<Sent>(`by-hand:${request.id}`, {
    at: localOf(timeNow()),
    ...(only ? { to_key: only } : {}),
  });
  if (!form || addressees.length === 0) return null;
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{words.byHand}</span>
      </summary>
      <Decision
        form={form}
        check={byHandErrors}
        changes={(values) => [
          { kind: 'sent_by_hand', record_id: request.id, fields: sentFields(values) },
        ]}
        save={words.byHandSave}
        onDone={onDone}
      >
        <Choices form={form} name="to_key" legend={words.byHandTo} options={addressees} />
        <Text form={form} name="words" label={words.byHandHow} rows={2} />
        <When form={form} name="at" label={words.byHandWhen} />
      </Decision>
    </details>
  );
}

const byHandErrors = (values: Partial<Sent>): Errors => ({
  ...missing(values, { to_key: words.byHandErrors.to_key, words: words.byHandErrors.words }),
  ...(momentOf(values.at) ? {} : { at: words.byHandErrors.at }),
});

const sentFields = ({ to_key = '', words: said = '', at }: Partial<Sent>) => ({
  to_key,
  words: said.trim(),
  at: momentOf(at) ?? '',
});
