/** The button that leads to the council's own sign-in. */
import { useEffect, useState } from 'preact/hooks';
import { beginCouncilSignIn, hasCouncilAccounts } from '../../sync';
import { usePhone } from '../app/phone';
import { signIn as words } from '../words';

export function CouncilButton() {
  const { phone } = usePhone();
  const [offered, setOffered] = useState(false);
  useEffect(() => void hasCouncilAccounts(phone).then(setOffered), []);
  if (!offered) return null;
  const go = async () => location.assign(await beginCouncilSignIn(phone));
  return (
    <button type="button" class="govuk-button govuk-button--secondary" onClick={() => void go()}>
      {words.council}
    </button>
  );
}
