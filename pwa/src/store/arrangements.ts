/** The arrangements of an area, for its administrators. */
import type { RecordType } from '../domain';
import { latestFirst } from './in-order';
import { localOfType, readOverlay, type LocalRecord } from './local-view';
import { read, type PersonStore } from './person-store';

export interface ArrangementsView {
  arrangements: LocalRecord<'arrangements'> | null;
  /** By name. */
  contacts: LocalRecord<'contact'>[];
  /** The latest first. */
  drafts: LocalRecord<'arrangement_draft'>[];
  /** The latest first. */
  versions: LocalRecord<'profile_version'>[];
}

export async function readArrangements(store: PersonStore): Promise<ArrangementsView> {
  return read(store, async (tx) => {
    const overlay = await readOverlay(tx);
    const all = <T extends RecordType>(type: T) => localOfType(store, tx, overlay, type);
    const [arrangements = null] = await all('arrangements');
    const contacts = await all('contact');
    const drafts = await all('arrangement_draft');
    const versions = await all('profile_version');
    return {
      arrangements,
      contacts: contacts.sort((a, b) => a.fields.name.localeCompare(b.fields.name)),
      drafts: drafts.sort(latestFirst((draft) => draft.made_at)),
      versions: versions.sort((a, b) => b.fields.version - a.fields.version),
    };
  });
}
