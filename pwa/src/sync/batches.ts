/** Cutting the outbox into requests that a poor link and the server's limits can take. */
import type { Posting, ToOffer } from '../store';

export interface Limits {
  bytes: number;
  changes: number;
}

export interface BatchToSend {
  changes: Posting[];
  /** Alone, ahead of all, to the head of the server's queue. */
  urgent: boolean;
  /** Nothing waits behind it: the request asks for what is new as well. */
  last: boolean;
}

export const widest: Limits = { bytes: 256_000, changes: 100 };

/** The largest an urgent request may be to take the urgent lane. */
const URGENT_BYTES = 16_000;

/** What an urgent change needs; then the urgent change alone; then the rest, in order. */
export function nextBatch(offer: ToOffer, limits: Limits): BatchToSend {
  const [urgent] = offer.urgent;
  if (offer.needed.length > 0) return batch(offer.needed, limits, false);
  if (urgent) return { changes: [urgent], urgent: urgent.size <= URGENT_BYTES, last: false };
  return batch(offer.rest, limits, true);
}

export function halved(limits: Limits, sent: number): Limits {
  return { bytes: Math.max(1, limits.bytes / 2), changes: Math.max(1, Math.floor(sent / 2)) };
}

/** What does not get through in time may in smaller pieces. */
export function narrowed(failures: number): Limits {
  const part = 2 ** Math.min(failures, 7);
  return { bytes: widest.bytes / part, changes: Math.ceil(widest.changes / part) };
}

/** At least one, however large: the server says so if it is too large. */
function batch(waiting: Posting[], limits: Limits, may_be_last: boolean): BatchToSend {
  const changes: Posting[] = [];
  let bytes = 0;
  for (const change of waiting) {
    bytes += change.size;
    const full = changes.length >= limits.changes || bytes > limits.bytes;
    if (full && changes.length > 0) break;
    changes.push(change);
  }
  return { changes, urgent: false, last: may_be_last && changes.length === waiting.length };
}
