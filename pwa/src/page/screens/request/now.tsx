/** What can be done now: the one obvious next step, whose turn it is otherwise, and the rest folded. */
import { useState } from 'preact/hooks';
import type { RequestView } from '../../../store';
import { useDraftNames } from '../../app/use-draft';
import { waitsOn } from '../../reading/whose-turn';
import { requests as words } from '../../words';
import { deedsFor, isOneWay, nextDeed, type Deed } from './deeds';
import { useSight } from './sight';

export function Now({ view }: { view: RequestView }) {
  const sight = useSight(view);
  const next = nextDeed(sight);
  const others = deedsFor(sight).filter((deed) => deed !== next);
  const { waiting_for = [] } = view.request.fields;
  const decided = [...sight.pending].some(isOneWay);
  return (
    <>
      {sight.pending.size > 0 && <p class="govuk-inset-text">{words.savedDecision}</p>}
      {next && <next.Form key={next.key} view={view} onDone={nothing} />}
      {!next && !decided && waiting_for.length === 0 && (
        <p class="govuk-body">{waitsOn(view.request)}</p>
      )}
      {others.map((deed) => (
        <Folded key={deed.key} deed={deed} view={view} />
      ))}
    </>
  );
}

const nothing = () => undefined;

/** Open by itself where something was typed in it before. */
function Folded({ deed, view }: { deed: Deed; view: RequestView }) {
  const drafts = useDraftNames();
  const begun = deed.draft !== undefined && drafts.has(`${deed.draft}:${view.request.id}`);
  const [opened, setOpened] = useState<boolean | null>(null);
  const open = opened ?? begun;
  const sight = useSight(view);
  const label = typeof deed.label === 'string' ? deed.label : deed.label(sight);
  return (
    <details
      class="govuk-details"
      open={open}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{label}</span>
      </summary>
      {open && <deed.Form view={view} onDone={() => setOpened(false)} />}
    </details>
  );
}
