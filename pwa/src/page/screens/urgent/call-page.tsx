/** After the dialler: what came of the call. Also for a call from another phone, and for a signed-out one. */
import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import type { CallFields, CallOutcome, ChangeFields, PhoneUsed } from '../../../domain';
import { readRecord, saveSignedOutOutcome } from '../../../store';
import { callForm, useCalls, type CallAbout } from '../../app/calls';
import { useDraft } from '../../app/use-draft';
import { usePhone } from '../../app/phone';
import { useLive } from '../../app/use-live';
import { useSave } from '../../app/use-save';
import { Choices, optionsOf } from '../../parts/choices';
import { ErrorSummary } from '../../parts/error-summary';
import { Line, Text } from '../../parts/fields';
import type { Errors, Form } from '../../parts/form';
import { CallButtons } from '../../parts/call';
import { Title } from '../../parts/title';
import { sayTime } from '../../say-time';
import { callLog as words, common } from '../../words';

export interface CallDraft {
  who: string;
  started_at: string;
  outcome: CallOutcome;
  phone_used: PhoneUsed;
  answered_by: string;
  agreed: string;
}

export function CallPage({ id }: { id: string }) {
  const { store } = usePhone();
  return store ? <SignedInCall id={id} /> : <SignedOutCall id={id} />;
}

function SignedInCall({ id }: { id: string }) {
  const save = useSave();
  const [, go] = useLocation();
  const { closeCall } = useCalls();
  const form = useDraft<CallDraft>(callForm(id), { phone_used: 'this' });
  const call = useLive((store) => readRecord(store, id), [id]);
  if (!form) return null;
  const submit = async () => {
    const errors = callErrors(form.values);
    form.setErrors(errors);
    if (Object.keys(errors).length > 0) return;
    const fields = outcomeFields(form.values);
    if (!(await save([{ kind: 'record_call_outcome', record_id: id, fields }], form.name))) return;
    closeCall(id);
    goBack(go);
  };
  return <CallForm form={form} about={aboutOf(call?.fields)} onSave={submit} />;
}

/** The next number is about the same request, family and visit. */
const aboutOf = (fields: unknown): CallAbout => {
  const { request_id, case_id, visit_id } = (fields ?? {}) as Partial<CallFields>;
  return {
    ...(request_id ? { request_id } : {}),
    ...(case_id ? { case_id } : {}),
    ...(visit_id ? { visit_id } : {}),
  };
};

/** Signed out there is no store of a person: the device keeps the outcome until someone signs in. */
function SignedOutCall({ id }: { id: string }) {
  const { device, setTrouble } = usePhone();
  const [, go] = useLocation();
  const { closeCall, open } = useCalls();
  const [values, setValues] = useState<Partial<CallDraft>>(
    open?.id === id ? { ...open, phone_used: 'this' } : {},
  );
  const [errors, setErrors] = useState<Errors>({});
  const form: Form<CallDraft> = {
    values,
    errors,
    set: (name, value) => setValues((old) => ({ ...old, [name]: value })),
  };
  const submit = async () => {
    const wrong = callErrors(values);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    const saved = await saveSignedOutOutcome(device, id, outcomeFields(values));
    if (saved.kind === 'not-saved') return setTrouble(saved.why);
    closeCall(id);
    go('/');
  };
  return <CallForm form={form} about={{}} onSave={submit} />;
}

interface CallFormProps {
  form: Form<CallDraft>;
  about: CallAbout;
  onSave: () => Promise<void>;
}

function CallForm({ form, about, onSave }: CallFormProps) {
  const { who, started_at, outcome } = form.values;
  const submit = (event: Event) => {
    event.preventDefault();
    void onSave();
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={form.errors} />
      <Title name={words.title} />
      {who && started_at && <p class="govuk-body-l">{words.from(who, sayTime(started_at))}</p>}
      <Choices
        form={form}
        name="outcome"
        legend={words.outcome}
        options={optionsOf(words.outcomes)}
        columns="two"
      />
      {outcome === 'spoke' && <Spoke form={form} />}
      {outcome === 'no_answer' && <Next said={words.noAnswerNext} about={about} />}
      {outcome === 'wrong_number' && <Next said={words.wrongNext} about={about} />}
      <Choices
        form={form}
        name="phone_used"
        legend={words.phone}
        options={optionsOf(words.phones)}
        columns="three"
      />
      <button class="govuk-button">{words.save}</button>
    </form>
  );
}

function Spoke({ form }: { form: Form<CallDraft> }) {
  return (
    <>
      <Line form={form} name="answered_by" label={words.answeredBy} hint={words.answeredByHint} />
      <Text
        form={form}
        name="agreed"
        label={common.optional(words.agreed)}
        hint={words.agreedHint}
        rows={4}
      />
    </>
  );
}

/** The next number stands here, so that no one has to go looking for it. */
function Next({ said, about }: { said: string; about: CallAbout }) {
  return (
    <div role="alert">
      <p class="govuk-inset-text">{said}</p>
      <CallButtons about={about} />
    </div>
  );
}

function callErrors({ outcome, answered_by }: Partial<CallDraft>): Errors {
  if (!outcome) return { outcome: words.errors.outcome };
  return outcome === 'spoke' && !answered_by?.trim()
    ? { answered_by: words.errors.answered_by }
    : {};
}

function outcomeFields(values: Partial<CallDraft>): ChangeFields['record_call_outcome'] {
  const { outcome = 'attempted', phone_used = 'this', answered_by, agreed } = values;
  const spoke = outcome === 'spoke';
  return {
    outcome,
    phone_used,
    ended_at: new Date().toISOString(),
    ...(spoke && answered_by ? { answered_by: answered_by.trim() } : {}),
    ...(spoke && agreed ? { agreed: agreed.trim() } : {}),
  };
}

/** To where the call was made from; a page opened for this alone goes to Today. */
function goBack(go: (path: string) => void): void {
  if (history.length > 1) history.back();
  else go('/');
}
