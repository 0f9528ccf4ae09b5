/** What was escalated about a request and when, and whom to ring about it (S-14, N-18 to N-20). */
import { useCalls } from '../../app/calls';
import { useColleagues } from '../../app/use-colleagues';
import { useNow } from '../../app/use-now';
import { CallLink } from '../../parts/call';
import { dialled } from '../../reading/calls';
import { escalationLines, reachOf } from '../../reading/escalations';
import { agency as words } from '../../words';
import type { DeedProps } from '../request/deeds';

export function Escalations({ view }: Pick<DeedProps, 'view'>) {
  const now = useNow();
  const nameOf = useColleagues();
  const { demo } = useCalls();
  const lines = escalationLines(view.escalations, nameOf, now);
  const number = reachOf(view);
  if (lines.length === 0) return null;
  const about = { request_id: view.request.id, case_id: view.request.fields.case_id };
  return (
    <>
      <h2 class="govuk-heading-m">{words.escalated}</h2>
      <ol class="govuk-list ds-waited">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      {number && (
        <CallLink
          target={{ ...manager, number: dialled(number, demo), shown: number }}
          label={words.ringAbout}
          about={about}
          look="second"
        />
      )}
    </>
  );
}

const manager = {
  key: 'responsible_manager',
  called: 'manager' as const,
  name: words.ringAbout,
  extension: null,
  hours: null,
  verified_at: null,
  reported_wrong_at: null,
  if_no_answer: null,
};
