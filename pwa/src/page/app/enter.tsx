/** One of the screens between the sign-in and Today. */
import type { ComponentChildren } from 'preact';
import { entering, useLater, type Entering } from './later';
import { NotHere } from './not-here';

export function Enter({ by }: { by: (screens: Entering) => ComponentChildren }) {
  const screens = useLater(entering);
  if (screens === null) return null;
  return screens === 'missing' ? <NotHere /> : <>{by(screens)}</>;
}
