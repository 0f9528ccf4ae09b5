/** A cancellation that was asked for: why, and who has agreed to it by now. */
import type { RequestView } from '../../../store';
import { useCalls } from '../../app/calls';
import { useColleagues } from '../../app/use-colleagues';
import { useNow } from '../../app/use-now';
import { cancellationLines } from '../../reading/cancellation-lines';
import { decide } from '../../words/decide';

export function CancellationAsked({ view }: { view: RequestView }) {
  const nameOf = useColleagues();
  const now = useNow();
  const { profile } = useCalls().calling;
  const { cancellation } = view.request.fields;
  if (!cancellation) return null;
  const parties = profile?.cancellation?.agreement;
  const { asked, answers } = cancellationLines(cancellation, { nameOf, now, parties });
  return (
    <>
      <h2 class="govuk-heading-m">{decide.cancel.title}</h2>
      <p class="govuk-body ds-words">{asked}</p>
      <ul class="govuk-list govuk-list--bullet">
        {answers.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
