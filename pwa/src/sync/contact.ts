/** Each contact says how this phone is, without content, and hears what the phone is told to do. */
import { isClockWrong } from '../domain';
import {
  attempt,
  readKept,
  readStillWaiting,
  saveKept,
  wipePulled,
  type PersonStore,
  type StillWaiting,
  type StorageHealth,
} from '../store';
import { isContact, renewAfterContact } from './lease';
import type { Asked, Network, Reply, Told } from './network';
import { setState, type Phone } from './phone';

/** wipe: nothing readable stays. sign-out: the pulled copy goes. In both what waits is handed in first. */
export type Order = { kind: 'wipe'; id: string } | { kind: 'sign-out' };

declare const __RELEASE__: string;
export const release: string = typeof __RELEASE__ === 'undefined' ? '0' : __RELEASE__;

export async function askInContact(phone: Phone, network: Network, asked: Asked): Promise<Reply> {
  const { store } = phone;
  if (!store) return network(asked);
  const headers = { ...(await saysOf(phone, store, asked)), ...asked.headers };
  const reply = await network({ ...asked, headers });
  if (reply.kind === 'answer' && reply.told && phone.store === store)
    await hear(phone, store, reply.told);
  if (isContact(reply)) await renewAfterContact(phone, store);
  return reply;
}

async function saysOf(
  phone: Phone,
  store: PersonStore,
  { body }: Asked,
): Promise<Record<string, string>> {
  const { changes = [] } = (body ?? {}) as { changes?: { id: string }[] };
  const sending = new Set(changes.map(({ id }) => id));
  const left = await attempt(() => readStillWaiting(store, sending));
  return {
    'Doorstep-Device': store.device_id,
    'Doorstep-Release': release,
    ...(left.kind === 'saved' ? waitingIn(left.value) : {}),
    'Doorstep-Health': healthCodes(phone).join(','),
  };
}

const waitingIn = ({ count, since }: StillWaiting): Record<string, string> => ({
  'Doorstep-Waiting': String(count),
  ...(since ? { 'Doorstep-Waiting-Since': since } : {}),
});

const LITTLE_ROOM = 20_000_000;

/** What is wrong with the phone itself, in the server's words. */
export function healthCodes(phone: Pick<Phone, 'health' | 'locks_destroyed' | 'state'>): string[] {
  const { health, locks_destroyed, state } = phone;
  const { clock, unreadable } = state;
  const out = clock && isClockWrong(clock) ? Math.round(clock.offset_ms / 1000) : 0;
  return [
    ...(health ? storageCodes(health) : []),
    ...(locks_destroyed ? ['locks-destroyed'] : []),
    ...(unreadable ? [`rows-unreadable=${unreadable}`] : []),
    ...(out ? [`clock-out=${out}`] : []),
  ];
}

function storageCodes({ persistent, vanished_lately, trouble, room }: StorageHealth): string[] {
  const codes: [string, boolean][] = [
    ['storage-not-kept', persistent === false],
    ['storage-vanished', vanished_lately],
    ['storage-full', trouble === 'full' || (room ?? LITTLE_ROOM) < LITTLE_ROOM],
    ['storage-fails', trouble === 'trouble'],
  ];
  return codes.filter(([, is_so]) => is_so).map(([code]) => code);
}

async function hear(phone: Phone, store: PersonStore, told: Told): Promise<void> {
  const too_old = told.minimum_release !== null && isOlder(release, told.minimum_release);
  if (too_old !== phone.state.too_old) setState(phone, { too_old });
  const [word, id] = (told.order ?? '').split(' ');
  if (word === 'wipe' && id) await beginWipe(phone, store, id);
  else if (word === 'sign-out') phone.order = { kind: 'sign-out' };
}

/** Written down first: a phone that dies in the middle goes on with it. */
async function beginWipe(phone: Phone, store: PersonStore, id: string): Promise<void> {
  if (phone.order?.kind === 'wipe') return;
  phone.order = { kind: 'wipe', id };
  await saveKept(phone.device, 'wipe', { person_id: store.person.id, order: id });
  setState(phone, { wiping: true });
  await wipePulled(phone.device, store);
}

/** An order that this phone had not finished when it was last closed. */
export async function recallWipe(phone: Phone): Promise<void> {
  const kept = await readKept(phone.device, 'wipe');
  phone.order = null;
  if (!kept || !phone.store || kept.person_id !== phone.person?.id) return;
  phone.order = { kind: 'wipe', id: kept.order };
  phone.state = { ...phone.state, wiping: true };
  await wipePulled(phone.device, phone.store);
}

/** By their numbers: 0.9.2 is older than 0.10. */
export function isOlder(one: string, other: string): boolean {
  const [mine, wanted] = [numbersOf(one), numbersOf(other)];
  for (let i = 0; i < Math.max(mine.length, wanted.length); i++) {
    const by = (mine[i] ?? 0) - (wanted[i] ?? 0);
    if (by !== 0) return by < 0;
  }
  return false;
}

const numbersOf = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number);
