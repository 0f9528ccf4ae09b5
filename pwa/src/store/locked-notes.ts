/** A note written while the phone is locked: each letter is on the disk, and readable to nobody there. */
import type { DeviceStore } from './device-store';
import type { LockedNote } from './device-tables';
import { withLock } from './locks';
import { attempt, type Saved } from './trouble';
import { deleteWriting, keepWritten } from './written';

/** One that is emptied again was never written. */
export async function saveLockedNote(
  device: DeviceStore,
  note: Omit<LockedNote, 'kind'>,
): Promise<Saved<boolean>> {
  return attempt(() =>
    withLock('doorstep-locked-notes', async () => {
      if (note.text.trim() === '') await deleteWriting(device, note.id);
      else await keepWritten(device, { kind: 'note', ...note });
      return true;
    }),
  );
}
