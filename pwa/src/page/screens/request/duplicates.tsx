/** Two requests about one child, side by side: joined into one, or kept apart, by a manager (journey 9). */
import { Link } from 'wouter-preact';
import { readRequest, type LocalRequest, type RequestView } from '../../../store';
import { usePerson } from '../../app/phone';
import { useColleagues } from '../../app/use-colleagues';
import { useDraft } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { Facts } from '../../parts/facts';
import { Text } from '../../parts/fields';
import { State } from '../../parts/state';
import { duplicateLines } from '../../reading/duplicate-lines';
import { isOver } from '../../reading/request-state';
import { decide } from '../../words/decide';
import { Decision, missing } from './decision';
import { useSight } from './sight';

const { duplicates: words } = decide;

export function Duplicates({ view }: { view: RequestView }) {
  const { status, duplicates = [], merged_into } = view.request.fields;
  if (merged_into) return <Merged into={merged_into} />;
  if (isOver(status) || duplicates.length === 0) return null;
  return (
    <section>
      <h2 class="govuk-heading-m">{words.title}</h2>
      <p class="govuk-body">{words.intro}</p>
      {duplicates.map((id) => (
        <Pair key={id} view={view} other_id={id} />
      ))}
    </section>
  );
}

function Merged({ into }: { into: string }) {
  return (
    <p class="govuk-body">
      {words.mergedInto}{' '}
      <Link href={`/requests/${into}`} className="govuk-link ds-tap">
        {words.open}
      </Link>
    </p>
  );
}

function Pair({ view, other_id }: { view: RequestView; other_id: string }) {
  const other = useLive((store) => readRequest(store, other_id), [other_id]);
  const { role } = usePerson();
  const { pending } = useSight(view);
  const decides = role === 'team_manager' && !pending.has('merge_request');
  return (
    <>
      <div class="ds-pair">
        <Side title={words.this} request={view.request} />
        {other ? <Side title={words.other} request={other.request} /> : <p>{words.unknown}</p>}
      </div>
      <Link href={`/requests/${other_id}`} className="govuk-link ds-tap">
        {words.open}
      </Link>
      {decides && <Merge view={view} other_id={other_id} />}
      {decides && !pending.has('not_a_duplicate') && <Apart view={view} other_id={other_id} />}
    </>
  );
}

function Side({ title, request }: { title: string; request: LocalRequest }) {
  const nameOf = useColleagues();
  const now = useNow();
  const spoke = request.police_spoken_at;
  return (
    <div class="ds-card">
      <h3 class="govuk-heading-s">{[title, request.fields.ref].filter(Boolean).join(': ')}</h3>
      <p class="govuk-body">
        <State icon={spoke ? 'tick' : 'warn'} tone={spoke ? 'good' : 'warn'}>
          {spoke ? words.spoke(duplicateLines.when(spoke, now)) : words.notSpoke}
        </State>
      </p>
      <Facts lines={duplicateLines.of(request, nameOf, now)} />
    </div>
  );
}

interface PairProps {
  view: RequestView;
  other_id: string;
}

function Merge({ view: { request }, other_id }: PairProps) {
  const form = useDraft<{ same: string }>(`merge:${request.id}:${other_id}`, {});
  if (!form) return null;
  return (
    <Folded label={words.merge}>
      <Decision
        form={form}
        check={(values) => missing(values, { same: words.mergeError })}
        changes={({ same = '' }) => [
          {
            kind: 'merge_request',
            record_id: request.id,
            fields: { into: other_id, reason: same.trim() },
          },
        ]}
        save={words.mergeSave}
      >
        <p class="govuk-body">{words.mergeHint}</p>
        <Text form={form} name="same" label={words.mergeReason} rows={2} />
      </Decision>
    </Folded>
  );
}

function Apart({ view: { request }, other_id }: PairProps) {
  const form = useDraft<{ differ: string }>(`apart:${request.id}:${other_id}`, {});
  if (!form) return null;
  return (
    <Folded label={words.apart}>
      <Decision
        form={form}
        check={(values) => missing(values, { differ: words.apartError })}
        changes={({ differ = '' }) => [
          {
            kind: 'not_a_duplicate',
            record_id: request.id,
            fields: { other_id, reason: differ.trim() },
          },
        ]}
        save={words.apartSave}
      >
        <Text form={form} name="differ" label={words.apartReason} rows={2} />
      </Decision>
    </Folded>
  );
}

function Folded({ label, children }: { label: string; children: preact.ComponentChildren }) {
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{label}</span>
      </summary>
      {children}
    </details>
  );
}
