/**
 * How often the PIN was tried, counted on the disk before each try: a kill does not give one back. Where there is no
 * room nothing can be written, overwriting too, but what lies there can be deleted. So marks are put by while there
 * is room: each try deletes one, and a right PIN deletes its fellow, which ends the row of wrong ones.
 */
import type { IDBPObjectStore } from 'idb';
import { isFree, no_tries, type Tries } from '../vault';
import { readKept, type DeviceStore } from './device-store';
import type { DeviceTables } from './device-tables';
import { attempt, unlessFull } from './trouble';

const MARKS = 50;
const ALL = 2 * MARKS;
const numbers = Array.from({ length: MARKS }, (_none, n) => n);

type Mark = 'try' | 'right';
type Kept = IDBPObjectStore<DeviceTables, ['kept'], 'kept', 'readwrite'>;

const endOf = (mark: Mark, n: number): string => `:${mark}:${n}`;
const markOf = (mark: Mark, n: number, person_id: string): string =>
  `mark:${person_id}${endOf(mark, n)}`;

/** Every mark of a person's. */
export const marksOf = (person_id: string): IDBKeyRange =>
  IDBKeyRange.bound(`mark:${person_id}:`, `mark:${person_id};`);

/** Those that were written, and those that were marked since. */
export async function readTries(device: DeviceStore, person_id: string): Promise<Tries> {
  const kept = (await readKept(device, `tries:${person_id}`)) ?? no_tries;
  const spent = spentOf(await readMarks(device, person_id));
  return spent ? { ...kept, wrong: kept.wrong + spent.wrong } : kept;
}

/** False where it cannot be counted: then nothing is tried. Without room, no further than tries need no wait between them. */
export async function countTry(
  device: DeviceStore,
  person_id: string,
  before: Tries,
  now: Tries,
): Promise<boolean> {
  if (await unlessFull(() => writeTries(device, person_id, now))) return true;
  return isFree(before) && spendMark(device, person_id);
}

/** The PIN was right, or something opened the vault that cannot be guessed: wrong ones of before count no more. */
export async function forgetTries(device: DeviceStore, person_id: string): Promise<void> {
  const there = await readMarks(device, person_id);
  const spent = spentOf(there);
  await change(device, 'relaxed', (kept) => {
    told(kept.delete(`tries:${person_id}`));
    if (spent) told(kept.delete(markOf('right', spent.tried - 1, person_id)));
  });
  if (there.length < ALL) await putMarksBy(device, person_id);
}

/** For when there is no room; where there is none already it is left for the next time. */
export async function putMarksBy(device: DeviceStore, person_id: string): Promise<void> {
  await attempt(() => change(device, 'relaxed', (kept) => putMarks(kept, person_id)));
}

function writeTries(device: DeviceStore, person_id: string, tries: Tries): Promise<void> {
  return change(device, 'strict', (kept) => {
    told(kept.put(tries, `tries:${person_id}`));
    putMarks(kept, person_id);
  });
}

function putMarks(kept: Kept, person_id: string): void {
  for (const n of numbers) {
    for (const mark of ['try', 'right'] as const) told(kept.put(1, markOf(mark, n, person_id)));
  }
}

async function spendMark(device: DeviceStore, person_id: string): Promise<boolean> {
  const there = await readMarks(device, person_id);
  const tried = spentOf(there)?.tried ?? 0;
  if (there.length === 0 || tried === MARKS) return false;
  await change(device, 'strict', (kept) => {
    told(kept.delete(markOf('try', tried, person_id)));
  });
  return true;
}

/** How many were marked, and how many of the last of them were wrong; null where none was, or none can be. */
function spentOf(there: readonly string[]): { tried: number; wrong: number } | null {
  if (there.length === 0 || there.length === ALL) return null;
  const gone = (mark: Mark) =>
    numbers.filter((n) => !there.some((key) => key.endsWith(endOf(mark, n))));
  const [tried, last_right] = [gone('try').length, Math.max(-1, ...gone('right'))];
  return { tried, wrong: tried - 1 - last_right };
}

const readMarks = (device: DeviceStore, person_id: string): Promise<string[]> =>
  device.connection.run((db) => db.getAllKeys('kept', marksOf(person_id)));

/** All of it or none; `strict`: on the disk itself when it is done. */
async function change(
  device: DeviceStore,
  durability: 'strict' | 'relaxed',
  work: (kept: Kept) => void,
): Promise<void> {
  await device.connection.run(async (db) => {
    const tx = db.transaction('kept', 'readwrite', { durability });
    work(tx.store);
    await tx.done.catch((error: unknown) => {
      throw tx.error ?? error; // "no room" rather than the "aborted" that follows from it
    });
  });
}

/** Faults are told by the end of the transaction. */
function told(asked: Promise<unknown>): void {
  asked.catch(() => undefined);
}
