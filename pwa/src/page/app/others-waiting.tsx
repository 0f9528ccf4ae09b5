/** What people who used this phone before have not sent: it stays here until they sign in again. */
import { useEffect, useState } from 'preact/hooks';
import { attempt } from '../../store';
import { readOthersWaiting, type OthersWaiting, type Phone } from '../../sync';
import { Banner } from '../parts/banner';
import { HeaderCalls } from '../parts/call';
import { sayNotSentBy } from '../reading/not-sent';
import { banners as words } from '../words';
import { usePhone } from './phone';
import { follow } from './use-live';
import { useNow } from './use-now';

export function OthersBanners() {
  const others = useOthersWaiting();
  return (
    <>
      {others.map((other) => (
        <OtherBanner key={other.person.id} other={other} />
      ))}
    </>
  );
}

/** A request for a child in danger is said as what it is, with the call that needs no sign-in. */
function OtherBanner({ other }: { other: OthersWaiting }) {
  const now = useNow();
  const { name } = other.person.person;
  const calls = (
    <div class="ds-alert-calls">
      <HeaderCalls />
    </div>
  );
  if (other.untold === 0) return <Banner>{sayOther(other)}</Banner>;
  return (
    <Banner tone="urgent" action={calls}>
      <strong>{sayNotSentBy(name, other, now)}</strong> {sayOther(other)}
    </Banner>
  );
}

export function sayOther({ person, waiting, attention }: OthersWaiting): string {
  const { name } = person.person;
  return [
    ...(waiting > 0 ? [words.otherWaiting(waiting, name)] : []),
    ...(attention > 0 ? [words.otherAttention(attention, name)] : []),
  ].join(' ');
}

/** Storage that fails is said by its own banner. */
async function readSafely(phone: Phone): Promise<OthersWaiting[]> {
  const others = await attempt(() => readOthersWaiting(phone));
  return others.kind === 'saved' ? others.value : [];
}

function useOthersWaiting(): OthersWaiting[] {
  const { phone, store } = usePhone();
  const [others, setOthers] = useState<OthersWaiting[]>([]);
  const id = store?.person.id;
  useEffect(() => follow(() => readSafely(phone), setOthers, ['device', 'records']), [phone, id]);
  return others;
}
