/** The form of a call made signed out: each field is kept by the device, as a draft is by a person's store. */
import { useEffect, useState } from 'preact/hooks';
import { attempt, readSignedOutCall, saveSignedOutDraft, type SignedOutCall } from '../../store';
import type { Errors, Form } from '../parts/form';
import { usePhone } from './phone';

export interface SignedOutForm<T extends object> extends Form<T> {
  setErrors(errors: Errors): void;
}

/** Null until the device has said what it knows of the call. */
export function useSignedOutCall<T extends object>(id: string): SignedOutForm<T> | null {
  const { device, setTrouble } = usePhone();
  const [values, setValues] = useState<Partial<T> | null>(null);
  const [errors, setErrors] = useState<Errors>({});
  useEffect(() => {
    void attempt(() => readSignedOutCall(device, id)).then((call) =>
      setValues(valuesOf(call.kind === 'saved' ? call.value : null) as Partial<T>),
    );
  }, [device, id]);
  if (values === null) return null;
  const set: Form<T>['set'] = (name, value) => {
    setValues((old) => ({ ...old, [name]: value }) as Partial<T>);
    void saveSignedOutDraft(device, id, { [name]: value }).then(
      (saved) => saved.kind === 'not-saved' && setTrouble(saved.why),
    );
  };
  return { values, errors, set, setErrors };
}

/** What was typed last, over what was saved, over the tap. */
export function valuesOf(call: SignedOutCall | null): Record<string, unknown> {
  if (call === null) return { phone_used: 'this' };
  const { shown, number, started_at, phone_used = 'this' } = call.fields;
  const tap = { who: shown ?? number, started_at, phone_used };
  return { ...tap, ...call.outcome_fields, ...call.draft };
}
