/** What a store opens and closes its rows with: a vault, nothing (locked), or no vault yet. */
import type { Vault } from '../vault';
import type { KnownGlances } from './glances';
import type { Content } from './tables';

/** `plain`: this person has no vault on this phone yet; what is kept is as an earlier release left it. */
export type Holding = Vault | 'locked' | 'plain';

/** Opened contents by their nonce, so that a row is opened once; all gone at the lock. */
export interface Keys {
  held: Holding;
  opened: Map<string, unknown>;
  /** As last read or written; gone at the lock too. */
  glances: { known: KnownGlances | null };
  /** Rows that the right key does not open: damaged on the disk. Of a pulled one with its feed. */
  readonly unreadable: Map<string, Unreadable>;
  /** Feeds that came again for it: once in the life of a page, so that a bad disk is no loop. */
  readonly came_again: Set<string>;
}

export interface Unreadable {
  /** Where another copy can be had; null for what is on this phone alone. */
  feed: string | null;
}

export const keysOf = (held: Holding): Keys => ({
  held,
  opened: new Map(),
  glances: { known: null },
  unreadable: new Map(),
  came_again: new Set(),
});

/** They came again from the server. */
export function forgetUnreadable(keys: Keys, feed: string): void {
  for (const [row, { feed: of }] of keys.unreadable) {
    if (of !== feed) continue;
    keys.unreadable.delete(row);
    keys.came_again.add(feed);
  }
}

/** Feeds of which a row cannot be read here: to be asked for again. */
export const feedsToMend = ({ unreadable, came_again }: Keys): string[] =>
  [...unreadable.values()].flatMap(({ feed }) => (feed && !came_again.has(feed) ? [feed] : []));

export function lockKeys(keys: Keys): void {
  keys.held = 'locked';
  keys.opened = new Map();
  keys.glances = { known: null };
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
