/** How fresh what is shown is: always said, and louder when it may be old. */
import { usePhone } from '../../app/phone';
import { useNow } from '../../app/use-now';
import { State } from '../../parts/state';
import { sayFresh } from '../../reading/fresh';

export function Fresh() {
  const { sync } = usePhone();
  const { text, old } = sayFresh(sync, useNow());
  return (
    <p class="govuk-body-s ds-quiet ds-desk__fresh">
      {old ? (
        <State icon="warn" tone="warn">
          {text}
        </State>
      ) : (
        text
      )}
    </p>
  );
}
