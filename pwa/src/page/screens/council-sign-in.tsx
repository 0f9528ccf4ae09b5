/** The way back from the council's own sign-in. */
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { finishCouncilSignIn } from '../../sync';
import { usePhone } from '../app/phone';
import { CallButtons } from '../parts/call';
import { ErrorSummary } from '../parts/error-summary';
import { Title } from '../parts/title';
import { calling as callWords, secondStep, signIn as words } from '../words';

export function CouncilSignIn({ code }: { code: string }) {
  const { phone } = usePhone();
  const [, go] = useLocation();
  const [wrong, setWrong] = useState<string | null>(null);
  useEffect(() => {
    void finishCouncilSignIn(phone, code).then((done) => {
      if (done?.kind === 'signed-in') go('/', { replace: true });
      else if (done?.kind === 'refused') setWrong(done.message);
      else setWrong(done ? words.errors.offline : words.councilNot);
    });
  }, []);
  return (
    <>
      <Title name={wrong ? words.title : words.councilGoing} />
      <ErrorSummary errors={wrong ? { council: wrong } : {}} />
      {wrong && (
        <p class="govuk-body">
          <button type="button" class="ds-button-link" onClick={() => go('/', { replace: true })}>
            {secondStep.startAgain}
          </button>
        </p>
      )}
      <h2 class="govuk-heading-m">{callWords.withoutSignIn}</h2>
      <CallButtons />
    </>
  );
}
