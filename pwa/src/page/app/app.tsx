/** The whole page: what the phone knows around it, the frame, and the screen of the address. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Router } from 'wouter-preact';
import { useHashLocation } from 'wouter-preact/use-hash-location';
import { type PersonStore, type StorageTrouble } from '../../store';
import { watchState, type AppUpdates, type Phone, type SyncState } from '../../sync';
import { Boundary } from './broken';
import { CallsProvider } from './calls';
import { isDemo } from './demo';
import { Frame } from './frame';
import { PhoneContext } from './phone';
import { Screens } from './screens';

interface AppProps {
  phone: Phone;
  updates: AppUpdates;
}

export function App({ phone, updates }: AppProps) {
  const { store, sync } = usePhoneState(phone);
  const [trouble, setTrouble] = useState<StorageTrouble | null>(null);
  const demo = useMemo(isDemo, []);
  const here = useMemo(
    () => ({ phone, device: phone.device, store, sync, updates, demo, trouble, setTrouble }),
    [phone, store, sync, updates, demo, trouble],
  );
  return (
    <Boundary>
      <PhoneContext.Provider value={here}>
        <Router hook={useHashLocation}>
          <CallsProvider>
            <Frame>
              <Screens key={store?.person.id ?? 'nobody'} />
            </Frame>
          </CallsProvider>
        </Router>
      </PhoneContext.Provider>
    </Boundary>
  );
}

/** Follows sync, and who is signed in: here or in another tab. */
function usePhoneState(phone: Phone): { store: PersonStore | null; sync: SyncState } {
  const [state, setState] = useState({ store: phone.store, sync: phone.state });
  useEffect(() => {
    const look = () => setState({ store: phone.store, sync: phone.state });
    return watchState(phone, look);
  }, [phone]);
  return state;
}
