/** Argon2id away from the page: it alone may compile WebAssembly, and it can reach nothing. */
import { stretchHere } from './argon2';
import type { Bytes } from './bytes';
import type { Cost } from './locks';

export interface Stretching {
  pin: string;
  salt: Bytes;
  cost: Cost;
}

onmessage = (event: MessageEvent<Stretching>) => {
  const { pin, salt, cost } = event.data;
  void stretchHere(pin, salt, cost).then((made) => {
    (postMessage as (message: unknown) => void)(made);
  });
};
