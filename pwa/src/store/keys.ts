/** What a store opens and closes its rows with: a vault, nothing (locked), or no vault yet. */
import type { Vault } from '../vault';
import type { Content } from './tables';

/** `plain`: this person has no vault on this phone yet; what is kept is as an earlier release left it. */
export type Holding = Vault | 'locked' | 'plain';

/** Opened contents by their nonce, so that a row is opened once; all gone at the lock. */
export interface Keys {
  held: Holding;
  opened: Map<string, unknown>;
}

export const keysOf = (held: Holding): Keys => ({ held, opened: new Map() });

export function lockKeys(keys: Keys): void {
  keys.held = 'locked';
  keys.opened = new Map();
}

const locked = (): DOMException => new DOMException('the vault is locked', 'InvalidAccessError');

/** In place of a change whose key is gone: it is still sent, and cannot be read here. */
export const LOST = { kind: 'cannot-be-read', fields: {}, number: 0, record_id: '', feed: '' };

export async function openContent(keys: Keys, about: string, content: Content): Promise<unknown> {
  if ('plain' in content) return content.plain;
  if ('lost' in content) return LOST;
  const name = String.fromCharCode(...content.nonce);
  const known = keys.opened.get(name);
  if (known !== undefined) return known;
  if (typeof keys.held === 'string') throw locked();
  const { opened } = keys;
  const value = (await keys.held.openValue(about, content)) ?? LOST;
  opened.set(name, value);
  return value;
}

/** As it may lie on the disk. Locked, what is closed already passes through; nothing new can be closed. */
export async function closeContent(keys: Keys, about: string, content: Content): Promise<Content> {
  if (!('plain' in content) || keys.held === 'plain') return content;
  if (keys.held === 'locked') throw locked();
  const { opened } = keys;
  const box = await keys.held.closeValue(about, content.plain);
  opened.set(String.fromCharCode(...box.nonce), content.plain);
  return box;
}
