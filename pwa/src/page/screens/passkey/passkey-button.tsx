/** First on the lock page where it was set up; the PIN stands under it. */
import { useEffect, useState } from 'preact/hooks';
import { attempt } from '../../../store';
import { readPasskeyLocks, unlockByPasskey } from '../../../sync';
import { usePhone } from '../../app/phone';
import { vault } from '../../words';

const words = vault.unlock;

export function PasskeyButton() {
  const { phone } = usePhone();
  const has = useHasPasskey();
  const [failed, setFailed] = useState(false);
  if (!has) return null;
  const open = async () => {
    const { authenticator } = await import('./prf');
    const tried = await unlockByPasskey(phone, authenticator);
    setFailed(tried.kind === 'no-answer');
  };
  return (
    <>
      <button type="button" class="govuk-button" onClick={() => void open()}>
        {words.finger}
      </button>
      <p class="govuk-body" role="status">
        {failed ? words.fingerFailed : words.orPin}
      </p>
    </>
  );
}

export function useHasPasskey(): boolean {
  const { phone } = usePhone();
  const [has, setHas] = useState(false);
  useEffect(() => {
    void attempt(() => readPasskeyLocks(phone)).then((read) =>
      setHas(read.kind === 'saved' && read.value.length > 0),
    );
  }, [phone, phone.person?.id]);
  return has;
}
