/** The questions that the area asks of its own, as it has published them. */
import type { AreaQuestion } from '../../../domain';
import { Choices } from '../../parts/choices';
import { Line, Text, When } from '../../parts/fields';
import type { Form } from '../../parts/form';
import { isAsked, nameOf, type Answers } from '../../reading/area-form';
import { common } from '../../words';
import { Manager } from './manager';
import { People } from './people';

interface AreaQuestionsProps {
  form: Form<Answers>;
  questions: readonly AreaQuestion[];
  /** Nothing has to be answered: an urgent request goes without. */
  optional?: boolean;
}

export function AreaQuestions({ form, questions, optional = false }: AreaQuestionsProps) {
  const asked = questions.filter((question) => isAsked(question, form.values));
  return (
    <>
      {asked.map((question) => (
        <One key={question.code} form={form} question={question} optional={optional} />
      ))}
    </>
  );
}

interface OneProps {
  form: Form<Answers>;
  question: AreaQuestion;
  optional: boolean;
}

function One({ form, question, optional }: OneProps) {
  const { kind, label } = question;
  const props = propsOf({ form, question, optional });
  if (kind === 'yes_no' || kind === 'choice')
    return <Choices {...props} legend={props.label} options={optionsOf(question)} columns="two" />;
  if (kind === 'people') return <People form={form} name={props.name} label={label} />;
  if (kind === 'manager') return <Manager {...props} />;
  if (kind === 'moment') return <When {...props} />;
  return kind === 'long' ? <Text {...props} rows={3} /> : <Line {...props} />;
}

/** Each name holds what its kind says: a text, or a list of people. */
function propsOf({ form, question, optional }: OneProps) {
  const { label, hint, required, required_when } = question;
  const needed = required || Object.keys(required_when ?? {}).length > 0;
  return {
    form: form as unknown as Form<Record<string, string>>,
    name: nameOf(question),
    label: needed && !optional ? label : common.optional(label),
    ...(hint ? { hint } : {}),
  };
}

const yes_no = [
  { value: 'yes', label: common.yes },
  { value: 'no', label: common.no },
];

const optionsOf = ({ kind, choices = [] }: AreaQuestion) =>
  kind === 'yes_no' ? yes_no : choices.map(({ code, label }) => ({ value: code, label }));
