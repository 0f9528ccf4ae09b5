/** Ten codes, shown once. */
import { Title } from '../../parts/title';
import { secondStep as words } from '../../words';

export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  return (
    <>
      <Title name={words.codesTitle} />
      <p class="govuk-body">{words.codesWhy}</p>
      <ul class="govuk-list ds-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <button type="button" class="govuk-button" onClick={onDone}>
        {words.codesDone}
      </button>
    </>
  );
}
