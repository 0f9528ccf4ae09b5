/** On Today: phones with unsent work, silent ones, and those with something wrong. */
import { Link } from 'wouter-preact';
import { readDevices, readHeldBack } from '../../../store';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { worries } from '../../reading/devices';
import { devices as words, heldBack } from '../../words/staff';
import { DeviceList } from './device-row';

export function PhonesThatNeedMe() {
  const now = useNow();
  const devices = useLive(readDevices) ?? [];
  const held = useLive(readHeldBack) ?? [];
  return (
    <>
      <DeviceList
        title={words.needYou}
        devices={devices.filter((device) => worries(device, now).length > 0)}
      />
      {held.length > 0 && (
        <p>
          <Link href="/held-back" className="govuk-link ds-tap govuk-!-font-weight-bold">
            {held[0]?.fields.urgent ? heldBack.urgentLink : heldBack.link(held.length)}
          </Link>
        </p>
      )}
      <p>
        <Link href="/phones" className="govuk-link ds-tap">
          {words.title}
        </Link>
      </p>
    </>
  );
}
