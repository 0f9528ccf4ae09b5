/** What was written while the phone was locked, and still waits for somebody to say that it is theirs. */
import { useEffect, useState } from 'preact/hooks';
import { countSealedFor, type ToAsk, type Topic } from '../../store';
import { signed_in, useLater } from './later';
import { usePhone } from './phone';
import { follow, readOrSay } from './use-live';

const heard: readonly Topic[] = ['device', 'outbox', 'records'];

/** Undefined until first read, and while nobody has unlocked. */
export function useToAsk(): ToAsk | undefined {
  const { device, store, setTrouble } = usePhone();
  const [to_ask, setToAsk] = useState<ToAsk>();
  const here = useLater(signed_in);
  const id = store?.person.id;
  useEffect(() => {
    setToAsk(undefined);
    if (!id || here === null || here === 'missing') return;
    const read = () => readOrSay(() => here.readToAsk(device, id), setTrouble);
    return follow(read, (is) => is && setToAsk(is), heard);
  }, [device, id, here]);
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
