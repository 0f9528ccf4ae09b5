/** What the deadline of a category depends on: answered where it is known, never in the way. */
import { Choices } from '../../parts/choices';
import { Line, When } from '../../parts/fields';
import type { Form } from '../../parts/form';
import { common } from '../../words';
import { factName } from '../../reading/request-written';
import { asking } from '../../words/request-form';

interface FactProps {
  form: Form<Record<string, string>>;
  code: string;
}

export function Fact({ form, code }: FactProps) {
  const name = factName(code);
  const label = common.optional(asking.facts[code] ?? code.replaceAll('_', ' '));
  if (code.endsWith('_at')) return <When form={form} name={name} label={label} />;
  if (code.startsWith('who_')) return <Line form={form} name={name} label={label} />;
  return <Choices form={form} name={name} legend={label} options={yes_no} columns="two" />;
}

const yes_no = [
  { value: 'yes', label: common.yes },
  { value: 'no', label: common.no },
];
