/** The button that leads to the council's own sign-in, and the way back from it. */
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { beginCouncilSignIn, finishCouncilSignIn, hasCouncilAccounts } from '../../sync';
import { usePhone } from '../app/phone';
import { CallButtons } from '../parts/call';
import { ErrorSummary } from '../parts/error-summary';
import { Title } from '../parts/title';
import { calling as callWords, secondStep as words, signIn as signInWords } from '../words';

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

export function CouncilSignIn({ code }: { code: string }) {
  const { phone } = usePhone();
  const [, go] = useLocation();
  const [wrong, setWrong] = useState<string | null>(null);
  useEffect(() => {
    void finishCouncilSignIn(phone, code).then((done) => {
      if (done?.kind === 'signed-in') go('/', { replace: true });
      else if (done?.kind === 'refused') setWrong(done.message);
      else setWrong(done ? signInWords.errors.offline : words.councilNot);
    });
  }, []);
  return (
    <>
      <Title name={wrong ? signInWords.title : words.councilGoing} />
      <ErrorSummary errors={wrong ? { council: wrong } : {}} />
      {wrong && (
        <p class="govuk-body">
          <button type="button" class="ds-button-link" onClick={() => go('/', { replace: true })}>
            {words.startAgain}
          </button>
        </p>
      )}
      <h2 class="govuk-heading-m">{callWords.withoutSignIn}</h2>
      <CallButtons />
    </>
  );
}
