/** The lease of each person on this phone, counted on the disk. */
import { isOver, newLease, passed, USUAL_HOURS, type Lease } from '../vault';
import { readCalling, readKept, saveKept, type DeviceStore } from './device-store';
import { withLock } from './locks';
import { unlessFull } from './trouble';

/** Time has passed; a phone of an earlier release begins to count now. */
export const passLease = (
  device: DeviceStore,
  person_id: string,
  now: number = Date.now(),
): Promise<Lease> => changeLease(device, person_id, (lease) => passed(lease, now), now);

/** The server has answered. One that was over already stays so until the full sign-in. */
export const renewLease = (
  device: DeviceStore,
  person_id: string,
  now: number = Date.now(),
): Promise<Lease> =>
  changeLease(
    device,
    person_id,
    (lease, hours) => (isOver(passed(lease, now)) ? passed(lease, now) : newLease(hours, now)),
    now,
  );

/** Signed in, with a signal. */
export const beginLease = (
  device: DeviceStore,
  person_id: string,
  now: number = Date.now(),
): Promise<Lease> => changeLease(device, person_id, (_lease, hours) => newLease(hours, now), now);

/** One at a time in all tabs and the worker: what one counted is not lost by another. Without room it counts from what was kept before. */
function changeLease(
  device: DeviceStore,
  person_id: string,
  change: (lease: Lease, hours: number) => Lease,
  now: number,
): Promise<Lease> {
  return withLock(`doorstep-lease-${person_id}`, async () => {
    const { profile } = await readCalling(device);
    const hours = profile?.offline_lease_hours ?? USUAL_HOURS;
    const before = (await readKept(device, `lease:${person_id}`)) ?? newLease(hours, now);
    const lease = change(before, hours);
    await unlessFull(() => saveKept(device, `lease:${person_id}`, lease));
    return lease;
  });
}
