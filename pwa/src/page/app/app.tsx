/** The whole page: what the phone knows around it, the frame, and the screen of the address. */
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { Router } from 'wouter-preact';
import { useHashLocation } from 'wouter-preact/use-hash-location';
import { announce, type PersonStore, type StorageTrouble } from '../../store';
import {
  noteTrouble,
  watchState,
  type AppUpdates,
  type Lock,
  type Phone,
  type SyncState,
} from '../../sync';
import { Boundary } from './broken';
import { CallsProvider } from './calls';
import { isDemo } from './demo';
import { Frame } from './frame';
import { PhoneContext } from './phone';
import { Screens } from './screens';
import { useBlankWhenHidden, useIdleLock } from './use-idle-lock';

interface AppProps {
  phone: Phone;
  updates: AppUpdates;
}

export function App({ phone, updates }: AppProps) {
  const { store, lock, sync } = usePhoneState(phone);
  const [trouble, setTrouble] = useTrouble(phone);
  useIdleLock(phone);
  useBlankWhenHidden();
  const demo = useMemo(isDemo, []);
  const here = useMemo(
    () => ({ phone, device: phone.device, store, lock, sync, updates, demo, trouble, setTrouble }),
    [phone, store, lock, sync, updates, demo, trouble],
  );
  return (
    <Boundary>
      <PhoneContext.Provider value={here}>
        <Router hook={useHashLocation}>
          <CallsProvider>
            <Frame>
              <Screens key={`${lock} ${phone.person?.id}`} />
            </Frame>
          </CallsProvider>
        </Router>
      </PhoneContext.Provider>
    </Boundary>
  );
}

/** Follows sync, and who is signed in: here or in another tab. */
function usePhoneState(phone: Phone): PhoneState {
  const [state, setState] = useState(stateOf(phone));
  useEffect(() => {
    const look = () => setState(stateOf(phone));
    return watchState(phone, look);
  }, [phone]);
  return state;
}

interface PhoneState {
  store: PersonStore | null;
  lock: Lock;
  sync: SyncState;
}

const stateOf = ({ store, lock, state }: Phone): PhoneState => ({
  store: lock === 'open' ? store : null,
  lock,
  sync: state,
});

/** What could not be read because the phone was locked meanwhile is no trouble. The server is told of the rest. */
function useTrouble(phone: Phone) {
  const [trouble, setTrouble] = useState<StorageTrouble | null>(null);
  const set = useCallback(
    (why: StorageTrouble | null) => {
      if (why === 'locked') return;
      const is_news = why !== null && phone.health?.trouble !== why;
      noteTrouble(phone, why);
      setTrouble(why);
      if (is_news) announce('outbox'); // the server is told with the next request
    },
    [phone],
  );
  return [trouble, set] as const;
}
