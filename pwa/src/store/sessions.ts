/** The session of a person: its tokens lie in a box of their vault. */
import type { DeviceStore } from './device-store';
import type { KeptSession, Session } from './device-tables';

const about = (person_id: string): string => `session|${person_id}`;

/** Null when nobody is signed in, and while the vault is locked. */
export async function readSession(device: DeviceStore, person_id: string): Promise<Session | null> {
  const kept = await device.connection.run((db) => db.get('sessions', person_id));
  return kept ? openSession(device, kept) : null;
}

export async function saveSession(device: DeviceStore, session: Session): Promise<void> {
  const kept = await closeSession(device, session);
  await device.connection.run((db) => db.put('sessions', kept));
}

/** Only where that session still stands: a sign-out, or a newer sign-in, is not undone by a late answer. */
export async function replaceSession(
  device: DeviceStore,
  before: Session,
  session: Session,
): Promise<boolean> {
  const stood = await device.connection.run((db) => db.get('sessions', before.person_id));
  const now = stood && (await openSession(device, stood));
  if (!stood || now?.access_token !== before.access_token) return false;
  const fresh = await closeSession(device, session);
  return device.connection.run(async (db) => {
    const tx = db.transaction('sessions', 'readwrite');
    const stands = isSame(await tx.store.get(before.person_id), stood);
    if (stands) await tx.store.put(fresh);
    await tx.done;
    return stands;
  });
}

export async function closeSession(device: DeviceStore, session: Session): Promise<KeptSession> {
  const { person_id, push_key, ended, ...tokens } = session;
  const vault = device.vaults.get(person_id);
  if (!vault) return session;
  const content = await vault.closeValue(about(person_id), tokens);
  return { person_id, push_key, ended, content };
}

async function openSession(device: DeviceStore, kept: KeptSession): Promise<Session | null> {
  if (!('content' in kept)) return kept;
  const { person_id, push_key, ended, content } = kept;
  const tokens = await device.vaults.get(person_id)?.openValue(about(person_id), content);
  if (!tokens) return null;
  const { access_token, refresh_token } = tokens as Pick<Session, 'access_token' | 'refresh_token'>;
  return { person_id, access_token, refresh_token, push_key, ended };
}

const isSame = (one: KeptSession | undefined, other: KeptSession): boolean =>
  one !== undefined && markOf(one) === markOf(other);

/** No two closings share a nonce. */
const markOf = (kept: KeptSession): string =>
  'content' in kept ? kept.content.nonce.join() : kept.access_token;
