/** The PIN is worked out in a worker that is fetched when it is first needed, and kept for offline use. */
import { fetchVaultMaker, type Stretching } from '../../sync';

const kdf = () => import('../../vault/kdf');

/**
 * While the PIN is typed, not after it. Only where the service worker has it at hand: a browser remembers an
 * import that failed.
 */
export function getReadyToUnlock(): void {
  if (!navigator.serviceWorker?.controller) return;
  kdf().catch(() => undefined);
  fetchVaultMaker().catch(() => undefined);
}

export const stretching: Stretching = {
  stretch: async (pin, salt, cost) => (await kdf()).stretchPin(pin, salt, cost),
  cost: async () => (await kdf()).measureCost(),
};
