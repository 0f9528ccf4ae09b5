/** The manager reads it, ticks what was checked, and authorises, or returns it with reasons. */
import type { RequestView } from '../../../store';
import { useCalls } from '../../app/calls';
import { useDraft, type DraftForm } from '../../app/use-draft';
import { Tick, Ticks } from '../../parts/choices';
import { Text } from '../../parts/fields';
import type { Form } from '../../parts/form';
import { questionsFor, type Answers } from '../../reading/area-form';
import {
  authoriseErrors,
  authoriseWritten,
  needsList,
  type AuthoriseDraft,
} from '../../reading/authorise-form';
import { requests as words } from '../../words';
import { decide } from '../../words/decide';
import { AreaQuestions } from '../asking/area-questions';
import { Decision, missing } from './decision';
import type { DeedProps } from './deeds';
import { Presence } from './presence';

export function Authorise({ view, onDone }: DeedProps) {
  const { request } = view;
  const { profile } = useCalls().calling;
  const form = useDraft<AuthoriseDraft>(`authorise:${request.id}`, {});
  if (!form) return null;
  return (
    <div class="ds-card ds-card--warn">
      <Decision
        form={form}
        check={(values) => authoriseErrors(profile, request, values)}
        changes={(values) => [
          {
            kind: 'authorise_request',
            record_id: request.id,
            fields: authoriseWritten(profile, values),
          },
        ]}
        save={words.authorise}
        first
        onDone={onDone}
      >
        <Checks form={form} view={view} />
        <AreaQuestions
          form={form as unknown as Form<Answers>}
          questions={questionsFor(profile, 'authoriser')}
          optional={request.fields.urgent}
        />
      </Decision>
      <Presence />
    </div>
  );
}

/** Of one that can wait the whole list of the area; of an urgent one that it was read. */
function Checks({ form, view }: { form: DraftForm<AuthoriseDraft>; view: RequestView }) {
  const { profile } = useCalls().calling;
  const own = form as unknown as Form<{ checked: boolean; qa: string[] }>;
  if (!needsList(profile, view.request))
    return <Tick form={own} name="checked" label={words.authoriseTick} />;
  const options = (profile?.qa ?? []).map(({ code, label }) => ({ value: code, label }));
  return <Ticks form={own} name="qa" legend={decide.authorise.checks} options={options} />;
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
