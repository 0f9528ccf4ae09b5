/** Who is invited, what each replied, and whether their information has come. */
import type { RequestView } from '../../../store';
import { useNow } from '../../app/use-now';
import { State } from '../../parts/state';
import { invitationLines } from '../../reading/invitation-lines';
import { invitations as words } from '../../words/invitations';

export function Invitations({ view }: { view: RequestView }) {
  const lines = invitationLines(view.invitations, useNow());
  if (lines.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{words.title}</h2>
      <ul class="ds-list">
        {lines.map(({ key, who, reply, information, tone, icon }) => (
          <li class="ds-card" key={key}>
            <strong>{who}</strong>
            <p class="govuk-body govuk-!-margin-bottom-0">
              <State icon={icon} tone={tone}>
                {reply}
              </State>{' '}
              {information}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
