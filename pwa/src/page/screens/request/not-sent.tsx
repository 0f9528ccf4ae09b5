/** An urgent request that is still on this phone: its age, and the call that needs no data. */
import { Link } from 'wouter-preact';
import { useNow } from '../../app/use-now';
import { HeaderCalls } from '../../parts/call';
import type { Request } from '../../reading/family';
import { sayNotSent } from '../../reading/not-sent';
import { saySpan } from '../../say-time';
import { requests as requestWords, today as words } from '../../words';

const TEN_MINUTES = 600_000;

export function NotSent({ request, linked = true }: { request: Request; linked?: boolean }) {
  const now = useNow();
  const age = now.getTime() - Date.parse(request.made_at);
  const said = sayNotSent(request, now);
  const about = { request_id: request.id, case_id: request.fields.case_id };
  return (
    <section class="ds-not-sent" aria-label={said}>
      <strong class="ds-not-sent__what">{said}</strong>
      <p class="govuk-body govuk-!-margin-bottom-2">
        {words.notSentFor(saySpan(age))} {age > TEN_MINUTES && words.ringManager}
      </p>
      <div class="ds-alert-calls">
        <HeaderCalls about={about} />
      </div>
      {linked && (
        <Link href={`/requests/${request.id}`} className="govuk-link ds-tap">
          {requestWords.openIt}
        </Link>
      )}
    </section>
  );
}
