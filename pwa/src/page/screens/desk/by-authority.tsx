/** A shared queue, read by council. */
import { desks as words } from '../../words';

interface ByAuthorityProps {
  authorities: readonly string[];
  chosen: string | null;
  choose(authority: string | null): void;
}

export function ByAuthority({ authorities, chosen, choose }: ByAuthorityProps) {
  return (
    <div class="govuk-form-group">
      <label class="govuk-label govuk-!-font-weight-bold" for="desk-authority">
        {words.authority}
      </label>
      <select
        class="govuk-select"
        id="desk-authority"
        value={chosen ?? ''}
        onChange={(event) => choose(event.currentTarget.value || null)}
      >
        <option value="">{words.allAuthorities}</option>
        {authorities.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
