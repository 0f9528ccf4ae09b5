/** On Today until it was tried, or is not wanted on this phone. */
import { Link } from 'wouter-preact';
import { readAlertsTried } from '../../sync';
import { usePhone } from '../app/phone';
import { useLive } from '../app/use-live';
import { tryAlerts as words } from '../words';

export function TryAlertsCard() {
  const { phone } = usePhone();
  const tried = useLive(() => readAlertsTried(phone));
  if (tried !== null) return null;
  return (
    <section class="ds-card">
      <p class="govuk-body">{words.card}</p>
      <Link href="/alerts/try" className="govuk-link ds-tap">
        {words.link}
      </Link>
    </section>
  );
}
