/** The PIN is worked out in a worker that is fetched when it is first needed, and kept for offline use. */
import type { Stretching } from '../../sync';

const kdf = () => import('../../vault/kdf');

export const stretching: Stretching = {
  stretch: async (pin, salt, cost) => (await kdf()).stretchPin(pin, salt, cost),
  cost: async () => (await kdf()).measureCost(),
};
