/** What comes before Today, once: a quicker way to unlock, after the PIN was chosen; whose is what was written while locked. */
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { navigate } from 'wouter-preact/use-hash-location';
import { attempt, passOnAside, readToAsk } from '../../store';
import type { Phone } from '../../sync';
import { usePhone } from './phone';

/** "Answer later" leads on. Who went elsewhere meanwhile is left there: a banner says it too. */
export function useAskFirst(): void {
  const { phone } = usePhone();
  useLayoutEffect(() => {
    if (phone.just_chosen !== null) navigate('/you/passkey');
  }, [phone]);
  useEffect(() => {
    const start = [location.hash, '', '#/'];
    void attempt(() => hasToAsk(phone)).then((asks) => {
      if (asks.kind === 'saved' && asks.value && start.includes(location.hash))
        navigate('/written');
    });
  }, [phone]);
}

async function hasToAsk({ device, person }: Phone): Promise<boolean> {
  if (!person) return false;
  await passOnAside(device, person.id);
  return (await readToAsk(device, person.id)).asked.length > 0;
}
