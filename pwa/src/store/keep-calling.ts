/** The area's numbers, copied from the person's records to where the signed-out screen finds them. */
import type { AreaProfileFields, CallLineFields } from '../domain';
import { read, type PersonStore } from './person-store';
import { saveKept, type DeviceStore } from './device-store';

export async function keepCalling(device: DeviceStore, store: PersonStore): Promise<void> {
  const [profiles, lines] = await read(store, async (tx) => {
    const records = tx.objectStore('records').index('type');
    return [await records.getAll('area_profile'), await records.getAll('call_line')] as const;
  });
  if (profiles.length === 0 && lines.length === 0) return;
  const profile = profiles.map((one) => one.fields as AreaProfileFields);
  await saveKept(device, 'calling', {
    profile: profile[0] ?? null,
    lines: lines.map((one) => one.fields as CallLineFields),
    role: store.person.role,
    kept_at: new Date().toISOString(),
  });
}

/** Signed out: the pulled copy leaves the phone; what waits, drafts and what needs the person stay. */
export async function forgetPulled(store: PersonStore): Promise<void> {
  await store.connection.run(async (db) => {
    const tx = db.transaction(['records', 'meta'], 'readwrite', { durability: 'strict' });
    await tx.objectStore('records').clear();
    for (const key of ['cursor', 'complete_at', 'dropping', 'refresh', 'checked_all_at']) {
      await tx.objectStore('meta').delete(key);
    }
    const sign_outs = Number((await tx.objectStore('meta').get('sign_outs')) ?? 0);
    await tx.objectStore('meta').put(sign_outs + 1, 'sign_outs');
    await tx.done;
  });
}
