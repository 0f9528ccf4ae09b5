/** People, teams and phones, for those who look after them. */
import type { RecordType } from '../domain';
import { localOfType, readOverlay, type LocalRecord } from './local-view';
import { read, type PersonStore } from './person-store';

async function readAll<T extends RecordType>(
  store: PersonStore,
  type: T,
): Promise<LocalRecord<T>[]> {
  return read(store, async (tx) => localOfType(store, tx, await readOverlay(tx), type));
}

/** The one heard of last comes first. */
export async function readDevices(store: PersonStore): Promise<LocalRecord<'device'>[]> {
  const devices = await readAll(store, 'device');
  return devices.sort((one, other) =>
    other.fields.last_seen_at.localeCompare(one.fields.last_seen_at),
  );
}

/** What came from lost phones and nobody has decided on: what is urgent first, then the earliest. */
export async function readHeldBack(
  store: PersonStore,
): Promise<LocalRecord<'quarantined_change'>[]> {
  const all = await readAll(store, 'quarantined_change');
  return all
    .filter(({ fields }) => fields.status === 'waiting')
    .sort((one, other) => inTurn(one).localeCompare(inTurn(other)));
}

const inTurn = ({ fields }: LocalRecord<'quarantined_change'>) =>
  `${fields.urgent ? '0' : '1'}${fields.came_at}`;

/** By name; who has left comes last. */
export async function readAccounts(store: PersonStore): Promise<LocalRecord<'account'>[]> {
  const order = ({ fields }: LocalRecord<'account'>) =>
    `${fields.ended_at ? '1' : '0'}${fields.name}`;
  const accounts = await readAll(store, 'account');
  return accounts.sort((one, other) => order(one).localeCompare(order(other)));
}

export async function readTeams(store: PersonStore): Promise<LocalRecord<'team'>[]> {
  const teams = await readAll(store, 'team');
  return teams.sort((one, other) => one.fields.name.localeCompare(other.fields.name));
}
