/** Choosing a password with a one-time code, and making such a code for somebody. */
import type { Phone } from './phone';
import { readReply } from './reading';

const PATIENCE = 20_000;
/** Without those that are mistaken for one another. */
const LETTERS = ['23456789', 'ABCDEFGH', 'JKLMNPQR', 'STUVWXYZ'].join('');

export type Joined = 'joined' | 'wrong' | 'short' | 'known' | 'throttled' | 'no-answer';

export async function join(
  phone: Phone,
  asked: { email: string; code: string; password: string },
): Promise<Joined> {
  const request = { method: 'POST', path: '/join', body: asked, timeout_ms: PATIENCE } as const;
  const reply = await phone.network(request);
  if (reply.kind === 'answer' && reply.status === 204) return 'joined';
  const read = readReply(reply);
  if (read.kind !== 'problem' || read.status >= 500) return 'no-answer';
  if (read.status === 429) return 'throttled';
  if (read.reason.code === 'known-password') return 'known';
  return read.reason.fields['password'] ? 'short' : 'wrong';
}

/** 60 random bits, in three groups. */
export function makeCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  const letters = Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** All that travels of a code: the server compares what is typed with it. */
export async function hashOfCode(email: string, code: string): Promise<string> {
  const plain = code.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const text = new TextEncoder().encode(`${email.trim().toLowerCase()}\n${plain}`);
  const hash = await crypto.subtle.digest('SHA-256', text);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
