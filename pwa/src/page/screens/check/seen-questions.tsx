/** What follows from the first answer: how the child was met, why not alone, where they are. */
import { timeNow } from '../../../domain';
import { useMemo } from 'preact/hooks';
import { useNow } from '../../app/use-now';
import { Choices, Tick, optionsOf } from '../../parts/choices';
import { Line, Text, When } from '../../parts/fields';
import { OTHER_TIME, hasBedroom, isInfant, nextTimes } from '../../reading/check-form';
import { check as words } from '../../words';
import type { CheckQuestions } from './check-form';

export function SeenQuestions({ form, view, child }: CheckQuestions) {
  const now = useNow();
  return (
    <>
      <fieldset class="ds-choices">
        <legend class="ds-choices__legend">{words.contact}</legend>
        <div class="ds-choices__list">
          <Tick form={form} name="spoken_to" label={words.spoke} />
          <Tick form={form} name="observed_non_verbal" label={words.observed} />
          {isInfant(child, now) && <Tick form={form} name="awake" label={words.awake} />}
          {hasBedroom(view.visit.fields.place) && (
            <Tick form={form} name="bedroom_seen" label={words.bedroom} />
          )}
        </div>
      </fieldset>
      <Choices
        form={form}
        name="consent"
        legend={words.consent}
        options={optionsOf(words.consents)}
        columns="three"
      />
      {form.values.consent === 'none_joint_only' && (
        <p class="govuk-inset-text">{words.consentNone}</p>
      )}
    </>
  );
}

export function NotAloneQuestions(props: CheckQuestions) {
  const { form } = props;
  const { reason_not_alone } = form.values;
  return (
    <>
      <Choices
        form={form}
        name="reason_not_alone"
        legend={words.reason}
        options={optionsOf(words.reasons)}
        columns="two"
      />
      {reason_not_alone === 'other' && (
        <Line form={form} name="reason_text" label={words.reasonText} />
      )}
      <Line form={form} name="with_whom" label={words.withWhom} />
      {reason_not_alone !== 'age_or_development' && <NextAttempt {...props} />}
    </>
  );
}

export function NotSeenQuestions(props: CheckQuestions) {
  return (
    <>
      <Text
        form={props.form}
        name="where_absent"
        label={words.where}
        hint={words.whereHint}
        rows={2}
      />
      <NextAttempt {...props} />
    </>
  );
}

function NextAttempt({ form }: CheckQuestions) {
  const { next } = form.values;
  const options = useMemo(() => nextTimes(timeNow(), next), [next]);
  return (
    <>
      <Choices form={form} name="next" legend={words.next} options={options} columns="two" />
      {next === OTHER_TIME && <When form={form} name="next_other" label={words.nextAt} />}
    </>
  );
}
