/** One's own phones, and those of whom one looks after. */
import { readDevices } from '../../../store';
import { usePerson } from '../../app/phone';
import { administers } from '../../app/roles';
import { useLive } from '../../app/use-live';
import { Title } from '../../parts/title';
import { devices as words } from '../../words/staff';
import { DeviceList } from './device-row';

export function Phones() {
  const devices = useLive(readDevices);
  const me = usePerson();
  if (!devices) return null;
  const mine = devices.filter((device) => device.fields.person_id === me.id);
  const others = devices.filter((device) => !mine.includes(device));
  return (
    <>
      <Title name={words.title} />
      {devices.length === 0 && <p class="govuk-body">{words.none}</p>}
      <DeviceList title={words.mine} devices={mine} />
      <DeviceList title={administers(me.role) ? words.ofArea : words.ofOthers} devices={others} />
    </>
  );
}
