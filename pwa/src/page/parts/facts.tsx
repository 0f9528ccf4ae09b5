/** Labels and what was said, as a list. */
export function Facts({ lines }: { lines: readonly (readonly [string, string])[] }) {
  return (
    <dl class="govuk-summary-list">
      {lines.map(([label, said]) => (
        <div class="govuk-summary-list__row" key={label}>
          <dt class="govuk-summary-list__key">{label}</dt>
          <dd class="govuk-summary-list__value ds-words">{said}</dd>
        </div>
      ))}
    </dl>
  );
}
