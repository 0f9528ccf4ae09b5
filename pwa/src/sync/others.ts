/** What other people who used this phone sealed and did not see sent: it goes without their sign-in. */
import { openPerson, readPeople } from '../store';
import { drain, type Drained } from './drain';
import type { Phone } from './phone';

export async function postForOthers(phone: Phone): Promise<Drained> {
  const { device, network, waits, failures } = phone;
  const people = (await readPeople(device)).filter((one) => one.id !== phone.person?.id);
  let last: Drained = { kind: 'done', held: 0 };
  for (const { person, device_id } of people.filter((one) => one.has_database)) {
    const store = openPerson(person, device_id, 'locked');
    try {
      const line = { device, store, network, waits, failures, pulls: false };
      const drained = await drain({ ...line, now: () => new Date(), tell: () => undefined });
      if (drained.kind === 'stopped') last = drained;
    } finally {
      store.connection.close();
    }
  }
  return last;
}
