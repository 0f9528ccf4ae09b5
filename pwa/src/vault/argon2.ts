/** Argon2id, by hash-wasm: bit-identical to the reference, and fast enough to be made dear. */
import { argon2id } from 'hash-wasm';
import type { Bytes } from './bytes';
import type { Cost } from './locks';

export async function stretchHere(pin: string, salt: Bytes, cost: Cost): Promise<Bytes> {
  const { m_kib, t, p } = cost;
  const made = await argon2id({
    password: pin,
    salt,
    memorySize: m_kib,
    iterations: t,
    parallelism: p,
    hashLength: 32,
    outputType: 'binary',
  });
  return new Uint8Array(made);
}
