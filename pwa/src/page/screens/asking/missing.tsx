/** The calculator for a missing child: what the rule of the area says, from when and how often. */
import type { MissingRule } from '../../../domain';
import { useNow } from '../../app/use-now';
import { Line, Text, When } from '../../parts/fields';
import type { Form } from '../../parts/form';
import { State } from '../../parts/state';
import { missingResult, type MissingDraft, type MissingResult } from '../../reading/missing';
import { saySpan } from '../../say-time';
import { common } from '../../words';
import { asking } from '../../words/request-form';

const words = asking.missing;

interface MissingProps {
  form: Form<MissingDraft>;
  rule: MissingRule;
}

export function Missing({ form, rule }: MissingProps) {
  const result = missingResult(rule, form.values, useNow());
  return (
    <div class="ds-card">
      <When form={form} name="last_seen" label={common.optional(words.lastSeen)} />
      <Line
        form={form}
        name="episodes"
        label={common.optional(words.episodes(rule.in_days))}
        hint={words.episodesHint}
      />
      <p class="govuk-body" role="status">
        {result.minutes !== null && `${words.long(saySpan(result.minutes * 60_000))}. `}
        <State icon="warn" tone={result.urgent ? 'urgent' : 'warn'}>
          {sayResult(result)}
        </State>
      </p>
      {result.judgement && <Text form={form} name="judgement" label={words.judgement} rows={2} />}
    </div>
  );
}

function sayResult({ minutes, episodes, urgent, close }: MissingResult): string {
  if (minutes === null && episodes === null) return words.unknown;
  if (urgent) return words.urgent;
  return close ? words.close : words.not;
}
