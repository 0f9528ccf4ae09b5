/** Why something is changed, and from when. */
import type { Form, NameOf } from '../../parts/form';
import { Text, When } from '../../parts/fields';
import { contact as words } from '../../words/arrangements';
import type { Why } from './propose';

export function WhyQuestions<T extends Why>({ form }: { form: Form<T> }) {
  const { form: labels } = words;
  return (
    <>
      <Text
        form={form}
        name={'note' as NameOf<T, string>}
        label={labels.note}
        hint={labels.noteHint}
        rows={2}
      />
      <When
        form={form}
        name={'effective' as NameOf<T, string>}
        label={labels.effective}
        hint={labels.effectiveHint}
      />
    </>
  );
}
