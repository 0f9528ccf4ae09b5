/** One injury in words: what, which side, colour, size, and the explanation given. */
import type { Injury } from '../../../domain';
import { Choices, optionsOf } from '../../parts/choices';
import { Line, Text } from '../../parts/fields';
import type { Form } from '../../parts/form';
import { body as words, common } from '../../words';

export function InjuryEditor({
  injury,
  onChange,
}: {
  injury: Injury;
  onChange: (injury: Injury) => void;
}) {
  const form: Form<Injury> = {
    values: injury,
    errors: {},
    set: (name, value) => onChange({ ...injury, [name]: value }),
  };
  return (
    <>
      <Choices
        form={form}
        name="what"
        legend={words.what}
        options={optionsOf(words.whats)}
        columns="two"
      />
      <Choices
        form={form}
        name="side"
        legend={common.optional(words.side)}
        options={optionsOf(words.sides)}
        columns="two"
      />
      <Line form={form} name="colour" label={common.optional(words.colour)} />
      <Line form={form} name="size" label={common.optional(words.size)} hint={words.sizeHint} />
      <Text form={form} name="explanation" label={common.optional(words.explanation)} rows={2} />
      <Line form={form} name="explained_by" label={common.optional(words.explainedBy)} />
    </>
  );
}
