/** What an urgent request that is still on this phone says of the police: no more, and no less, than is so. */
import type { LocalRequest } from '../../store';
import { sayShort } from '../say-time';
import { states } from '../words';

export const sayNotSent = (
  request: Pick<LocalRequest, 'police_spoken_at'> | null | undefined,
  now: Date,
): string =>
  request?.police_spoken_at
    ? states.notSentSpoke(sayShort(request.police_spoken_at, now))
    : states.notSent;
