/** What the phone knows whoever is signed in: people, sessions, numbers to call. Holds no family's data. */
import type { AreaProfileFields, CallLineFields, Role, Time } from '../domain';
import { connect, type Connection } from './database';
import type { Box, Lease, Pen, Tries, Vault, VaultRow } from '../vault';
import { announce } from './redraw';
import { closeSession } from './sessions';
import type { DeviceTables, KnownPerson, Session, Written } from './device-tables';

export interface DeviceStore {
  readonly connection: Connection<DeviceTables>;
  /** Those that are open now, by person. */
  readonly vaults: Map<string, Vault>;
  /** Locked: what is written now is sealed to this vault, and only this page still knows it. */
  letter: LetterTo | null;
  readonly written: Map<string, { is: Written | null; to: LetterTo }>;
}

export interface LetterTo {
  person_id: string;
  public_key: string;
  /** Taken up when it is first needed, or a little before. */
  pen: Promise<Pen> | null;
}

/** For the Urgent screen, signed in or out. */
export interface Calling {
  profile: AreaProfileFields | null;
  lines: CallLineFields[];
  /** Of the person last signed in: it orders the buttons. */
  role: Role | null;
  kept_at: Time | null;
}

export interface ShownAlert {
  id: string;
  at: Time;
}

/** later: they were asked, and do not want alerts here. */
export type AlertsTried = 'arrived' | 'not-arrived' | 'later';

export interface KeptValues {
  current_person: string;
  calling: Calling;
  /** Where a tapped alert leads: iOS opens the app at its start whatever it is told. */
  pending_goto: string;
  [vault: `vault:${string}`]: VaultRow;
  [tries: `tries:${string}`]: Tries;
  /** For counting tries where there is no room. */
  [mark: `mark:${string}`]: 1;
  /** The server's public keys, in a box: nobody with the disk may put their own in place. */
  [letterbox: `letterbox:${string}`]: Box;
  /** The public signing key that the server has of this person on this phone. */
  [registered: `registered:${string}`]: string;
  /** How long this person's part of the phone has been out of contact. */
  [lease: `lease:${string}`]: Lease;
  /** Whether this person has seen a test alert on this phone. */
  [tried: `alerts_tried:${string}`]: AlertsTried;
  /** Alerts shown while locked, to be told after the unlock. */
  shown_alerts: ShownAlert[];
  /** This person's part of the phone is to be wiped; kept until it is done. */
  wipe: { person_id: string; order: string };
  /** The secret of a sign-in at the council's provider that has begun here. */
  council_sign_in: string;
  /** What was kept of this person was found to be gone. */
  [loss: `loss:${string}`]: { at: Time; read: boolean };
  /** Since when a new version of the app waits to be taken. */
  new_version_at: Time;
  /** Proves that a request comes from this phone. Its private half cannot be read, here or anywhere. */
  device_key: CryptoKeyPair;
}

export function openDevice(): DeviceStore {
  const connection = connect<DeviceTables>('doorstep-device', 1, (db) => {
    db.createObjectStore('people', { keyPath: 'id' });
    db.createObjectStore('sessions', { keyPath: 'person_id' });
    db.createObjectStore('calls', { keyPath: 'id' });
    db.createObjectStore('kept');
  });
  return { connection, vaults: new Map(), letter: null, written: new Map() };
}

export async function readKept<K extends keyof KeptValues>(
  device: DeviceStore,
  key: K,
): Promise<KeptValues[K] | null> {
  return device.connection.run(
    async (db) => ((await db.get('kept', key)) as KeptValues[K] | undefined) ?? null,
  );
}

export async function saveKept<K extends keyof KeptValues>(
  device: DeviceStore,
  key: K,
  value: KeptValues[K],
): Promise<void> {
  await device.connection.run((db) => db.put('kept', value, key));
}

export async function deleteKept(device: DeviceStore, key: keyof KeptValues): Promise<void> {
  await device.connection.run((db) => db.delete('kept', key));
}

const no_calling: Calling = { profile: null, lines: [], role: null, kept_at: null };

/** The numbers of the area, readable signed out, offline, before anything else is. */
export async function readCalling(device: DeviceStore): Promise<Calling> {
  return (await readKept(device, 'calling')) ?? no_calling;
}

export async function readPeople(device: DeviceStore): Promise<KnownPerson[]> {
  const people = await device.connection.run((db) => db.getAll('people'));
  return people.sort((one, other) => other.signed_in_at.localeCompare(one.signed_in_at));
}

/** Who is signed in on this phone, also offline and with an ended session; null after a sign-out. */
export async function currentPerson(device: DeviceStore): Promise<KnownPerson | null> {
  const id = await readKept(device, 'current_person');
  if (id === null) return null;
  return (await device.connection.run((db) => db.get('people', id))) ?? null;
}

/** Signed in: person, session and "this is who uses the phone" in one transaction. Without a session: it is
 * kept when their vault is open. */
export async function saveSignIn(
  device: DeviceStore,
  who: Pick<KnownPerson, 'email' | 'person' | 'device_id'>,
  session: Session | null,
): Promise<void> {
  const { id } = who.person;
  const now = { ...who, id, signed_in_at: new Date().toISOString() };
  const kept = session && (await closeSession(device, session));
  await device.connection.run(async (db) => {
    const stores = ['people', 'sessions', 'kept'] as const;
    const tx = db.transaction(stores, 'readwrite', { durability: 'strict' });
    const before = await tx.objectStore('people').get(id);
    await tx.objectStore('people').put({ ...now, has_database: before?.has_database ?? false });
    const sessions = tx.objectStore('sessions');
    await (kept ? sessions.put(kept) : sessions.delete(id));
    await tx.objectStore('kept').put(id, 'current_person');
    await tx.done;
  });
  announce('device');
}

export async function markHasDatabase(device: DeviceStore, person_id: string): Promise<void> {
  await device.connection.run(async (db) => {
    const known = await db.get('people', person_id);
    if (known) await db.put('people', { ...known, has_database: true });
  });
}

/** The session goes; the person's outbox and drafts do not. */
export async function forgetSession(device: DeviceStore, person_id: string): Promise<void> {
  await device.connection.run(async (db) => {
    const tx = db.transaction(['sessions', 'kept'], 'readwrite', { durability: 'strict' });
    await tx.objectStore('sessions').delete(person_id);
    await tx.objectStore('kept').delete('current_person');
    await tx.done;
  });
  announce('device');
}
