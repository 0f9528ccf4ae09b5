/** What was written while the phone was locked, and still waits for somebody to say that it is theirs. */
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { navigate } from 'wouter-preact/use-hash-location';
import { countSealedFor, readToAsk, type ToAsk, type Topic } from '../../store';
import { usePhone } from './phone';
import { follow, readOrSay } from './use-live';

const heard: readonly Topic[] = ['device', 'outbox', 'records'];

/** Undefined until first read, and while nobody has unlocked. */
export function useToAsk(): ToAsk | undefined {
  const { device, store, setTrouble } = usePhone();
  const [to_ask, setToAsk] = useState<ToAsk>();
  const id = store?.person.id;
  useEffect(() => {
    setToAsk(undefined);
    if (!id) return;
    const read = () => readOrSay(() => readToAsk(device, id), setTrouble);
    return follow(read, (is) => is && setToAsk(is), heard);
  }, [device, id]);
  return to_ask;
}

/** What was written while locked and is not sent, whatever becomes of it. */
export const noOnes = (to_ask: ToAsk | undefined): number =>
  to_ask ? to_ask.asked.length + to_ask.aside.length + to_ask.lost : 0;

/** Locked: how many things wait for the unlock. */
export function useSealedHere(): number {
  const { device, phone, setTrouble } = usePhone();
  const [count, setCount] = useState(0);
  const id = phone.person?.id;
  useEffect(() => {
    if (!id) return;
    const read = () => readOrSay(() => countSealedFor(device, id), setTrouble);
    return follow(read, (is) => is !== undefined && setCount(is), [...heard, 'drafts']);
  }, [device, id]);
  return count;
}

/** After a PIN was chosen, a quicker way is offered. After an unlock the question comes first, once; "Answer later" leads on. */
export function useAskFirst(): void {
  const { phone } = usePhone();
  useLayoutEffect(() => {
    if (phone.just_chosen !== null) navigate('/you/passkey');
    if (!phone.asks_first) return;
    phone.asks_first = false;
    navigate('/written');
  }, [phone]);
}
