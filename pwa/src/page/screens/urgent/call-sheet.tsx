/** The call sheet: what the sergeant will ask, in order, to read aloud with one hand. */
import { useState } from 'preact/hooks';
import { readFamily, readRequest, type FamilyView } from '../../../store';
import { aboutOf, type CallAbout } from '../../app/call-about';
import { useCalls } from '../../app/calls';
import { usePerson } from '../../app/phone';
import { useLive } from '../../app/use-live';
import { CallButtons } from '../../parts/call';
import { BackTo } from '../../parts/rows';
import { Title } from '../../parts/title';
import { sheetLines, type SheetFacts } from '../../reading/call-sheet';
import type { RequestDraft } from '../../reading/request-form';
import { common, sheet as words } from '../../words';
import { NotFound } from '../not-found';
import { openedFrom } from '../../reading/urgent-forms';
import { useStart } from '../asking/start';
import { useUrgentDraft } from './urgent-draft';

/** From a request that is still being written. */
export function CallSheet({ form }: { form: string }) {
  const from = openedFrom(form);
  const start = useStart(from);
  return start ? <DraftSheet from={from} start={start.values} /> : null;
}

interface DraftSheetProps {
  from: ReturnType<typeof openedFrom>;
  start: Partial<RequestDraft>;
}

function DraftSheet({ from, start }: DraftSheetProps) {
  const form = useUrgentDraft(from, start);
  if (!form) return null;
  const { case_id } = form.values;
  return (
    <Sheet
      back={from.path}
      about={aboutOf({ case_id, visit_id: from.visit_id, draft_request_id: form.record_id })}
      facts={{ ...form.values, ref: null }}
    />
  );
}

/** From a request that was saved. */
export function RequestSheet({ id }: { id: string }) {
  const view = useLive((store) => readRequest(store, id), [id]);
  if (view === undefined) return null;
  if (view === null) return <NotFound />;
  const { fields } = view.request;
  return (
    <Sheet
      back={`/requests/${id}`}
      about={{ request_id: id, case_id: fields.case_id }}
      facts={{ ...fields, ref: fields.ref ?? null }}
    />
  );
}

interface SheetProps {
  back: string;
  about: CallAbout;
  facts: SheetFacts;
}

function Sheet({ back, about, facts }: SheetProps) {
  const file = useLive(
    (store) => (facts.case_id ? readFamily(store, facts.case_id) : Promise.resolve(null)),
    [facts.case_id],
  );
  const [calls, setCalls] = useState(true);
  if (file === undefined) return null;
  return (
    <>
      <BackTo href={back}>{common.back}</BackTo>
      <Title name={words.title} />
      <p class="govuk-body">{words.intro}</p>
      <Lines facts={facts} file={file} />
      <details
        class="govuk-details"
        open={calls}
        onToggle={(event) => setCalls(event.currentTarget.open)}
      >
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">{words.numbers}</span>
        </summary>
        <CallButtons about={about} />
      </details>
    </>
  );
}

function Lines({ facts, file }: { facts: SheetFacts; file: FamilyView | null }) {
  const person = usePerson();
  const { calling, now } = useCalls();
  const lines = sheetLines({ facts, file, person, profile: calling.profile, now });
  return (
    <dl class="ds-sheet ds-card">
      {lines.map(([ask, say]) => (
        <div class="ds-sheet__line" key={ask}>
          <dt class="ds-sheet__ask">{ask}</dt>
          <dd class="ds-sheet__say ds-words">{say}</dd>
        </div>
      ))}
    </dl>
  );
}
