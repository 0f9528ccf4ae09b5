/** How to join a discussion: asked for one at a time, shown to those who take part, and kept nowhere. */
import type { Phone } from './phone';
import { askOwn, type Told } from './second-step';

export interface Bridge {
  name: string;
  number: string | null;
  shown: string | null;
  extension: string | null;
  passcode: string | null;
  conference_name: string;
}

/** `conference_name`: what a manager says that it is called, before they join it (N-39). */
export const askBridge = (
  phone: Phone,
  request_id: string,
  conference_name: string | null,
): Promise<Told<Bridge>> =>
  askOwn<Bridge>(phone, 'POST', `/discussions/${request_id}/bridge`, {
    ...(conference_name === null ? {} : { conference_name }),
  });
