/** What every page may ask of this phone: who is signed in, how sync stands, what is wrong. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Person } from '../../domain';
import type { DeviceStore, PersonStore, StorageTrouble } from '../../store';
import type { AppUpdates, Lock, Phone, SyncState } from '../../sync';

export interface PhoneHere {
  phone: Phone;
  device: DeviceStore;
  lock: Lock;
  /** Null unless somebody is signed in on this phone and has unlocked it. */
  store: PersonStore | null;
  sync: SyncState;
  updates: AppUpdates;
  demo: boolean;
  trouble: StorageTrouble | null;
  setTrouble(trouble: StorageTrouble | null): void;
}

export const PhoneContext = createContext<PhoneHere | null>(null);

export function usePhone(): PhoneHere {
  const phone = useContext(PhoneContext);
  if (!phone) throw new Error('a page outside the phone');
  return phone;
}

/** Something could not be saved, or cannot be read: what is typed may be on the screen only. */
export function useStorageTrouble(): boolean {
  const { phone, sync, trouble } = usePhone();
  return Boolean(trouble ?? phone.health?.trouble) || sync.trouble === 'storage';
}

/** For pages that exist only for someone signed in. */
export function useStore(): PersonStore {
  const { store } = usePhone();
  if (!store) throw new Error('nobody is signed in');
  return store;
}

export const usePerson = (): Person => useStore().person;
