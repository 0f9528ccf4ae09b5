/** Only where several people have a lock on this phone: who writes is the one who is asked whether it is theirs. */
import { useEffect, useState } from 'preact/hooks';
import { addressWritten, readHolders, type Holder } from '../../../store';
import { usePhone } from '../../app/phone';
import { Choices } from '../../parts/choices';
import { asking } from '../../words';

export function WhoWrites({ id }: { id: string }) {
  const { device, phone } = usePhone();
  const holders = useHolders();
  const [who, setWho] = useState(phone.person?.id ?? '');
  if (holders.length < 2) return null;
  const options = holders.map(({ known }) => ({ value: known.id, label: known.person.name }));
  const set = (_name: 'who', chosen: string) => {
    setWho(chosen);
    const holder = holders.find(({ known }) => known.id === chosen);
    if (holder) void addressWritten(device, id, holder.to);
  };
  const form = { values: { who }, errors: {}, set };
  return <Choices form={form} name="who" legend={asking.note.who} options={options} />;
}

function useHolders(): Holder[] {
  const { device } = usePhone();
  const [holders, setHolders] = useState<Holder[]>([]);
  useEffect(() => void readHolders(device).then(setHolders), [device]);
  return holders;
}
