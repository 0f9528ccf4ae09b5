/** Interpreter, identity, tools, times: open at once where the child needs them, folded otherwise. */
import { Tick, Ticks, optionsOf } from '../../parts/choices';
import { Line, Text, When } from '../../parts/fields';
import { check as words } from '../../words';
import type { CheckQuestions } from './check-form';

export function MoreQuestions(props: CheckQuestions) {
  const { form, child } = props;
  const needed = child.fields.interpreter_needed === true;
  return (
    <>
      {needed && <Interpreter {...props} />}
      <Text
        form={form}
        name="immediate_safety"
        label={words.safety}
        hint={words.safetyHint}
        rows={2}
      />
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">{needed ? words.moreWithout : words.more}</span>
        </summary>
        <div class="govuk-details__text">
          {!needed && <Interpreter {...props} />}
          <Text form={form} name="identity_factors" label={words.identity} rows={2} />
          <Ticks
            form={form}
            name="tools_used"
            legend={words.tools}
            options={optionsOf(words.toolList)}
            columns="two"
          />
          <Line form={form} name="place" label={words.place} />
          <When form={form} name="from" label={words.from} />
          <When form={form} name="to" label={words.to} />
        </div>
      </details>
    </>
  );
}

function Interpreter({ form, child }: CheckQuestions) {
  const { interpreter_needed, interpreter_language, language } = child.fields;
  const { values } = form;
  const needs = words.interpreterNeeded(interpreter_language ?? language ?? '');
  return (
    <fieldset class="ds-choices">
      <legend class="ds-choices__legend">{interpreter_needed ? needs : words.interpreter}</legend>
      <div class="ds-choices__list">
        <Tick form={form} name="interpreter_used" label={words.interpreterUsed} />
        {values.interpreter_used && <WhichInterpreter form={form} />}
        {interpreter_needed && !values.interpreter_used && (
          <p class="govuk-body-s">{words.interpreterMissingHint}</p>
        )}
      </div>
    </fieldset>
  );
}

function WhichInterpreter({ form }: Pick<CheckQuestions, 'form'>) {
  return (
    <>
      <Line form={form} name="interpreter_language" label={words.interpreterLanguage} />
      <Line form={form} name="interpreter_name" label={words.interpreterName} />
      <Tick
        form={form}
        name="interpreter_is_family"
        label={words.interpreterFamily}
        hint={words.interpreterFamilyWarning}
      />
      {form.values.interpreter_is_family && (
        <Text form={form} name="interpreter_reason" label={words.interpreterReason} rows={2} />
      )}
    </>
  );
}
