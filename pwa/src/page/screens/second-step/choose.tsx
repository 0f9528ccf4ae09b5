/** A code app or a passkey: which one is set up. */
import { secondStep as words } from '../../words';
import { canUsePasskeys } from './passkey';

interface ChooseProps {
  onApp?: (() => void) | undefined;
  onPasskey?: (() => void) | undefined;
}

export function Choose({ onApp, onPasskey }: ChooseProps) {
  return (
    <>
      {onApp && (
        <>
          <p class="govuk-body govuk-!-margin-bottom-1">{words.appHint}</p>
          <button type="button" class="govuk-button govuk-button--secondary" onClick={onApp}>
            {words.app}
          </button>
        </>
      )}
      {onPasskey && canUsePasskeys() && (
        <>
          <p class="govuk-body govuk-!-margin-bottom-1">{words.passkeyHint}</p>
          <button type="button" class="govuk-button govuk-button--secondary" onClick={onPasskey}>
            {words.makePasskey}
          </button>
        </>
      )}
    </>
  );
}
