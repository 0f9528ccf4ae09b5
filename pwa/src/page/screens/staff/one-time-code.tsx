/** A code, shown once: it is handed over in person, and never travels with the rest. */
import { people as words } from '../../words/staff';

export function OneTimeCode({ code, name }: { code: string; name: string }) {
  return (
    <section class="ds-card ds-card--warn" aria-label={words.code.title}>
      <h2 class="govuk-heading-m">{words.code.title}</h2>
      <p class="govuk-heading-l ds-words">{code}</p>
      <p class="govuk-body">{words.code.text(name)}</p>
      <p class="govuk-body">{words.code.where}</p>
      <p class="govuk-body-s ds-quiet">{words.code.only}</p>
    </section>
  );
}
