/** What every request is asked; also when one that came back is changed. */
import type { DraftForm } from '../../app/use-draft';
import { useCalls } from '../../app/calls';
import { Choices } from '../../parts/choices';
import { Line, Text } from '../../parts/fields';
import type { Form } from '../../parts/form';
import type { Answers } from '../../reading/area-form';
import type { MissingDraft } from '../../reading/missing';
import type { RequestDraft } from '../../reading/request-form';
import { isCauseNeeded } from '../../reading/ask-form';
import { categoryOf } from '../../reading/request-written';
import { common, urgent as words } from '../../words';
import { Fact } from './fact';
import { Missing } from './missing';

interface RequestQuestionsProps {
  form: DraftForm<RequestDraft>;
  /** One that can wait has no category of urgency. */
  urgent?: boolean;
}

export function RequestQuestions({ form, urgent = true }: RequestQuestionsProps) {
  const { profile } = useCalls().calling;
  return (
    <>
      {urgent && <Category form={form} />}
      <Text
        form={form}
        name="what_is_happening"
        label={words.what}
        hint={words.whatHint}
        rows={4}
      />
      <Text
        form={form}
        name="reasonable_cause"
        label={urgent || !isCauseNeeded(profile) ? common.optional(words.cause) : words.cause}
        rows={2}
      />
      <Line form={form} name="place_now" label={common.optional(words.place)} />
      <Line
        form={form}
        name="reachable_number"
        label={words.number}
        hint={words.numberHint}
        type="tel"
      />
    </>
  );
}

function Category({ form }: { form: DraftForm<RequestDraft> }) {
  const { profile } = useCalls().calling;
  const categories = profile?.urgent_categories ?? [];
  const options = categories.map(({ code, label }) => ({ value: code, label }));
  return (
    <>
      <Choices
        form={form}
        name="category"
        legend={words.category}
        options={options.length > 0 ? options : words.anyCategory}
      />
      <CategoryAsks form={form} />
    </>
  );
}

/** What the deadline of this category depends on. */
function CategoryAsks({ form }: { form: DraftForm<RequestDraft> }) {
  const { profile } = useCalls().calling;
  const category = categoryOf(profile, form.values.category);
  const answers = form as unknown as Form<Answers>;
  return (
    <>
      {category?.missing && profile?.missing_rule && (
        <Missing form={answers as unknown as Form<MissingDraft>} rule={profile.missing_rule} />
      )}
      {category?.asks && (
        <Fact form={answers as unknown as Form<Record<string, string>>} code={category.asks} />
      )}
    </>
  );
}
