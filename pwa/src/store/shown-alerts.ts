/** Alerts shown while locked: told to the server after the unlock, with the time they were shown. */
import type { Time } from '../domain';
import { readKept, type DeviceStore, type ShownAlert } from './device-store';

const A_WEEK = 7 * 24 * 3_600_000;

export const noteShown = (device: DeviceStore, id: string, at: Time): Promise<void> =>
  changeShown(device, (shown) => [...shown.filter((one) => one.id !== id), { id, at }]);

export const forgetShown = (device: DeviceStore, id: string): Promise<void> =>
  changeShown(device, (shown) => shown.filter((one) => one.id !== id));

export async function readShown(device: DeviceStore): Promise<ShownAlert[]> {
  return (await readKept(device, 'shown_alerts')) ?? [];
}

/** In one transaction: the worker and a page may be at it together. Old ones go by themselves. */
async function changeShown(
  device: DeviceStore,
  change: (shown: ShownAlert[]) => ShownAlert[],
): Promise<void> {
  const since = new Date(Date.now() - A_WEEK).toISOString();
  await device.connection.run(async (db) => {
    const tx = db.transaction('kept', 'readwrite');
    const shown = ((await tx.store.get('shown_alerts')) as ShownAlert[] | undefined) ?? [];
    await tx.store.put(
      change(shown).filter((one) => one.at > since),
      'shown_alerts',
    );
    await tx.done;
  });
}
