/** After the dialler: what came of the call. Also for a call from another phone, and for a signed-out one. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import type { CallFields } from '../../../domain';
import { readRecord, saveSignedOutOutcome } from '../../../store';
import { aboutOf, type CallAbout } from '../../app/call-about';
import { callForm, useCalls } from '../../app/calls';
import { useDraft } from '../../app/use-draft';
import { usePhone } from '../../app/phone';
import { useLive } from '../../app/use-live';
import { useNextCall } from '../../app/use-next-call';
import { useSave } from '../../app/use-save';
import { useSignedOutCall, type SignedOutForm } from '../../app/use-signed-out-call';
import { Choices, optionsOf } from '../../parts/choices';
import { ErrorSummary } from '../../parts/error-summary';
import { Line, Text } from '../../parts/fields';
import type { Form } from '../../parts/form';
import { CallButtons } from '../../parts/call';
import { Title } from '../../parts/title';
import { callErrors, outcomeFields, type CallDraft } from '../../reading/call-form';
import { sayTime } from '../../say-time';
import { callLog as words, common } from '../../words';
import { NotFound } from '../not-found';
import { WhoWrites } from '../written/who-writes';

export function CallPage({ id }: { id: string }) {
  const { store } = usePhone();
  return store ? <SignedInCall key={id} id={id} /> : <SignedOutCall key={id} id={id} />;
}

function SignedInCall({ id }: { id: string }) {
  const saveChanges = useSave();
  const { open } = useCalls();
  const form = useDraft<CallDraft>(callForm(id), { phone_used: 'this' });
  // The next number is about the same request, family and visit.
  const call = useLive((store) => readRecord(store, id), [id]);
  if (!form || call === undefined) return null;
  const just_tapped = open?.id === id; // and still being saved
  if (call === null && !just_tapped) return <NotFound />;
  const save = (fields: OutcomeFields) =>
    saveChanges([{ kind: 'record_call_outcome', record_id: id, fields }], form.name);
  const fields = call?.fields as CallFields | undefined;
  return (
    <CallForm id={id} form={form} about={aboutOf(fields)} paged={isPage(fields)} save={save} />
  );
}

const isPage = (call: CallFields | undefined): boolean => call?.called === 'manager';

/** Signed out there is no store of a person: the device keeps the outcome until someone signs in. */
function SignedOutCall({ id }: { id: string }) {
  const { device, setTrouble } = usePhone();
  const form = useSignedOutCall<CallDraft>(id);
  if (!form) return null;
  const save = async (fields: OutcomeFields) => {
    const saved = await saveSignedOutOutcome(device, id, { ...fields });
    if (saved.kind === 'not-saved') setTrouble(saved.why);
    return saved.kind === 'saved';
  };
  const who = device.letter && <WhoWrites id={id} />;
  return <CallForm id={id} form={form} about={{}} save={save} who={who} />;
}

type OutcomeFields = ReturnType<typeof outcomeFields>;

interface CallFormProps {
  id: string;
  form: SignedOutForm<CallDraft>;
  about: CallAbout;
  /** It was the manager who was called. */
  paged?: boolean;
  save: (fields: OutcomeFields) => Promise<boolean>;
  /** Locked: who made the call, where it may have been one of several. */
  who?: ComponentChildren;
}

function CallForm(props: CallFormProps) {
  const { form, about, paged = false, who: asks_who } = props;
  const submit = useSubmit(props);
  const { who, started_at, outcome } = form.values;
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
      {outcome === 'no_answer' && <Next said={words.noAnswerNext} about={about} paged={paged} />}
      {outcome === 'wrong_number' && <Next said={words.wrongNext} about={about} paged={paged} />}
      <Choices
        form={form}
        name="phone_used"
        legend={words.phone}
        options={optionsOf(words.phones)}
        columns="three"
      />
      {asks_who}
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
function Next({ said, about, paged }: { said: string; about: CallAbout; paged: boolean }) {
  return (
    <div role="alert">
      <p class="govuk-inset-text">{said}</p>
      <CallButtons about={about} page_failed={paged} />
    </div>
  );
}

/** Saved by its button, or by the tap on the next number; what has been saved once is not saved twice. */
function useSubmit({ id, form, save }: CallFormProps): (event: Event) => void {
  const [, go] = useLocation();
  const { store } = usePhone();
  const { closeCall } = useCalls();
  const left = useRef(false);
  const leave = () => {
    if (left.current) return; // the second tap of a double tap
    left.current = true;
    if (store) goBack(go);
    else go('/');
  };
  const keep = useKeepOnce(form.values, async () => {
    const kept = await save(outcomeFields(form.values));
    if (kept) closeCall(id);
    return kept;
  });
  useNextCall(() => {
    if (Object.keys(callErrors(form.values)).length === 0) void keep();
  });
  return (event) => {
    event.preventDefault();
    const errors = callErrors(form.values);
    form.setErrors(errors);
    if (Object.keys(errors).length > 0) return;
    void keep().then((kept) => kept && leave());
  };
}

/** The same values are saved once; what could not be saved is tried again. */
function useKeepOnce(values: unknown, save: () => Promise<boolean>): () => Promise<boolean> {
  const last = useRef<{ said: string; kept: Promise<boolean> } | null>(null);
  return async () => {
    const said = JSON.stringify(values);
    if (last.current?.said !== said) last.current = { said, kept: save() };
    const { kept } = last.current;
    if (!(await kept)) last.current = null;
    return kept;
  };
}

/** To where the call was made from; a page opened for this alone goes to Today. */
function goBack(go: (path: string) => void): void {
  if (history.length > 1) history.back();
  else go('/');
}
