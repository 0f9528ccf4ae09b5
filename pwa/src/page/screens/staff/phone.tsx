/** One phone: how it is, and what can be done about it. */
import type { ChangeKind } from '../../../domain';
import { readDevices } from '../../../store';
import { useStore } from '../../app/phone';
import { useColleagues } from '../../app/use-colleagues';
import { useDecided } from '../../app/use-decided';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { useSave } from '../../app/use-save';
import { Facts } from '../../parts/facts';
import { BackTo } from '../../parts/rows';
import { State } from '../../parts/state';
import { Title } from '../../parts/title';
import { isGone, standing, worries, type Device } from '../../reading/devices';
import { sayWhen } from '../../say-time';
import { devices as words } from '../../words/staff';
import { NotFound } from '../not-found';
import { Simply, Sure } from './sure';

export function PhonePage({ id }: { id: string }) {
  const devices = useLive(readDevices);
  const now = useNow();
  if (!devices) return null;
  const device = devices.find((one) => one.id === id);
  if (!device) return <NotFound />;
  const stands = standing(device, now);
  return (
    <>
      <BackTo href="/phones">{words.title}</BackTo>
      <Title name={words.pageTitle}>{device.fields.name}</Title>
      {stands && (
        <p class="govuk-body">
          <State icon="warn">{stands}</State>
        </p>
      )}
      <DeviceFacts device={device} now={now} />
      {!isGone(device) && <Deeds device={device} />}
    </>
  );
}

function DeviceFacts({ device, now }: { device: Device; now: Date }) {
  const nameOf = useColleagues();
  const { facts } = words;
  const { person_id, created_at, last_seen_at, waiting, waiting_since, release } = device.fields;
  const unsent = waiting_since ? words.unsent(waiting, sayWhen(waiting_since, now)) : facts.nothing;
  const wrong = worries(device, now);
  const lines: [string, string][] = [
    [facts.person, nameOf(person_id)],
    [facts.seen, `${sayWhen(last_seen_at, now)}. ${words.seenHint}`],
    [facts.waiting, unsent],
    ...(wrong.length > 0 ? [[facts.trouble, wrong.join('. ')] as [string, string]] : []),
    [facts.release, release ?? facts.unknown],
    [facts.added, sayWhen(created_at, now)],
  ];
  return <Facts lines={lines} />;
}

type Deed = Extract<
  ChangeKind,
  'report_device_lost' | 'report_device_found' | 'wipe_device' | 'revoke_device'
>;

function Deeds({ device }: { device: Device }) {
  const save = useSave();
  const decided = useDecided(device.id);
  const { device_id } = useStore();
  if (decided) return <p class="govuk-inset-text">{words.decided}</p>;
  const { lost_at, wipe_asked_at } = device.fields;
  const done = (kind: Deed) => () => save([{ kind, record_id: device.id, fields: {} }]);
  return (
    <>
      {!lost_at && (
        <Simply what={words.lost} hint={words.lostHint} onDo={done('report_device_lost')} />
      )}
      {lost_at && (
        <Simply what={words.found} hint={words.foundHint} onDo={done('report_device_found')} />
      )}
      {!wipe_asked_at && (
        <Sure
          what={words.wipe}
          hint={words.wipeHint}
          ask={words.wipeAsk}
          yes={words.wipeSure}
          no={words.no}
          onYes={done('wipe_device')}
        />
      )}
      {device.id !== device_id && (
        <Sure
          what={words.revoke}
          hint={words.revokeHint}
          ask={words.revokeAsk}
          yes={words.revokeSure}
          no={words.no}
          onYes={done('revoke_device')}
        />
      )}
    </>
  );
}
