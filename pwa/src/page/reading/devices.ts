/** What a phone's record means to who looks after it. */
import type { DeviceTrouble } from '../../domain';
import type { LocalRecord } from '../../store';
import { sayShort, saySpan } from '../say-time';
import { devices as words } from '../words/staff';

export type Device = LocalRecord<'device'>;

const STALE = 10 * 60_000;
const SILENT = 72 * 3_600_000;

/** The one thing that was done about it, the last word first. */
export function standing({ fields }: Device, now: Date): string | null {
  const { states } = words;
  if (fields.wiped_at) return states.wiped(sayShort(fields.wiped_at, now));
  if (fields.wipe_asked_at) return states.wiping(sayShort(fields.wipe_asked_at, now));
  if (fields.revoked_at) return states.revoked(sayShort(fields.revoked_at, now));
  return fields.lost_at ? states.lost(sayShort(fields.lost_at, now)) : null;
}

/** Closed for good: nothing more can be done about it. */
export const isGone = ({ fields }: Device): boolean =>
  Boolean(fields.wiped_at) || Boolean(fields.revoked_at && !fields.wipe_asked_at);

/** What its person's manager should know: unsent work, silence, what is wrong with it. */
export function worries(device: Device, now: Date): string[] {
  const { fields } = device;
  if (isGone(device)) return [];
  const since = fields.waiting_since;
  const silent = now.getTime() - Date.parse(fields.last_seen_at);
  const stale = since !== null && now.getTime() - Date.parse(since) > STALE;
  return [
    ...(stale ? [words.unsent(fields.waiting, sayShort(since, now))] : []),
    ...(silent > SILENT ? [words.silent(saySpan(silent))] : []),
    ...fields.trouble.map(sayTrouble),
  ];
}

function sayTrouble({ code, much }: DeviceTrouble): string {
  if (code === 'clock-out' && much) return words.clockOut(Math.round(Math.abs(much) / 60));
  return words.trouble[code] ?? code;
}
