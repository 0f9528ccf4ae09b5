/** Who took part before, and which managers can be asked now. */
import type { Professional } from '../domain';
import { localOfType, readOverlay, type LocalRecord } from './local-view';
import { read, type PersonStore } from './person-store';

/** Everybody who was named in a request on this phone, each once, by name. */
export async function readProfessionals(store: PersonStore): Promise<Professional[]> {
  return read(store, async (tx) => {
    const requests = await localOfType(store, tx, await readOverlay(tx), 'strategy_request');
    const named = requests.flatMap(({ fields }) => fields.professionals ?? []);
    const once = new Map(named.map((one) => [keyOf(one), one]));
    return [...once.values()].sort((one, other) => one.name.localeCompare(other.name));
  });
}

const keyOf = ({ name, agency }: Professional): string => `${agency}|${name.trim().toLowerCase()}`;

/** What managers last said of themselves, by the person. */
export async function readPresence(
  store: PersonStore,
): Promise<Map<string, LocalRecord<'manager_presence'>>> {
  return read(store, async (tx) => {
    const said = await localOfType(store, tx, await readOverlay(tx), 'manager_presence');
    return new Map(said.map((one) => [one.fields.person_id, one]));
  });
}
