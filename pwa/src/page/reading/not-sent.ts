/** What an urgent request that is still on this phone says of the police: no more, and no less, than is so. */
import type { NotSent } from '../../store';
import { sayShort } from '../say-time';
import { banners, states } from '../words';

type Spoken = Pick<NotSent, 'police_spoken_at'>;

export const sayNotSent = (request: Spoken | null | undefined, now: Date): string =>
  request?.police_spoken_at
    ? states.notSentSpoke(sayShort(request.police_spoken_at, now))
    : states.notSent;

/** The same of what somebody else left on this phone. */
export const sayNotSentBy = (name: string, { police_spoken_at }: Spoken, now: Date): string =>
  police_spoken_at
    ? banners.otherUrgentSpoke(name, sayShort(police_spoken_at, now))
    : banners.otherUrgent(name);
