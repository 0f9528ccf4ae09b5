/** A phone in a list: whose it is, when it was last heard of, what is wrong. */
import { useColleagues } from '../../app/use-colleagues';
import { usePerson } from '../../app/phone';
import { useNow } from '../../app/use-now';
import { Row, Waiting } from '../../parts/rows';
import { State } from '../../parts/state';
import { standing, worries, type Device } from '../../reading/devices';
import { sayShort } from '../../say-time';
import { devices as words } from '../../words/staff';

export function DeviceRow({ device }: { device: Device }) {
  const now = useNow();
  const me = usePerson();
  const nameOf = useColleagues();
  const { person_id, name, last_seen_at } = device.fields;
  const stands = standing(device, now);
  const wrong = worries(device, now);
  return (
    <Row
      href={`/phones/${device.id}`}
      title={words.oneOf(person_id === me.id ? words.you : nameOf(person_id), name)}
      more={words.lastSeen(sayShort(last_seen_at, now))}
      tone={wrong.length > 0 ? 'warn' : undefined}
    >
      {stands && <State icon="warn">{stands}</State>}
      {wrong.map((said) => (
        <State key={said} icon="warn" tone="warn">
          {said}
        </State>
      ))}
      <Waiting record={device} />
    </Row>
  );
}

export function DeviceList({ title, devices }: { title: string; devices: readonly Device[] }) {
  if (devices.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      <ul class="ds-list">
        {devices.map((device) => (
          <DeviceRow key={device.id} device={device} />
        ))}
      </ul>
    </>
  );
}
