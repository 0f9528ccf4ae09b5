/** The area's numbers, copied from the person's records to where the signed-out screen finds them. */
import type { AreaProfileFields, CallLineFields } from '../domain';
import { read, readMeta, saveMeta, write, type PersonStore } from './person-store';
import { saveKept, type DeviceStore } from './device-store';

export async function keepCalling(device: DeviceStore, store: PersonStore): Promise<void> {
  const [profiles = [], lines = []] = await read(store, async (tx) => {
    const { records } = tx.rows;
    return [await records.of('type', 'area_profile'), await records.of('type', 'call_line')];
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
  await write(store, 'strict', async (tx) => {
    tx.kept.records.clear();
    for (const key of ['cursor', 'complete_at', 'dropping', 'refresh', 'checked_all_at']) {
      tx.meta.delete(key);
    }
    saveMeta(tx, 'sign_outs', ((await readMeta(tx, 'sign_outs')) ?? 0) + 1);
  });
}
