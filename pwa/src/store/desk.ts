/** What a desk works from: each request, with the mails, invitations and escalations that lie beside it. */
import { groupBy, latestFirst } from './in-order';
import { localOfType, readOverlay, type LocalRecord } from './local-view';
import { read, type PersonStore } from './person-store';
import { localRequests, type LocalRequest } from './request-calls';

export interface DeskRequest {
  request: LocalRequest;
  dispatches: readonly LocalRecord<'dispatch'>[];
  /** Those that were not taken back. */
  invitations: readonly LocalRecord<'invitation'>[];
  escalations: readonly LocalRecord<'escalation_event'>[];
}

/** The latest first. */
export async function readDesk(store: PersonStore): Promise<DeskRequest[]> {
  return read(store, async (tx) => {
    const overlay = await readOverlay(tx);
    const beside = async <T extends 'dispatch' | 'invitation' | 'escalation_event'>(type: T) =>
      groupBy(await localOfType(store, tx, overlay, type), requestOf);
    const requests = await localRequests(store, tx, overlay);
    const dispatches = await beside('dispatch');
    const invitations = await beside('invitation');
    const escalations = await beside('escalation_event');
    return requests.sort(latestFirst((request) => request.made_at)).map((request) => ({
      request,
      dispatches: dispatches.get(request.id) ?? [],
      invitations: (invitations.get(request.id) ?? []).filter(isInvited),
      escalations: escalations.get(request.id) ?? [],
    }));
  });
}

const requestOf = ({ fields }: LocalRecord<'dispatch' | 'invitation' | 'escalation_event'>) =>
  fields.request_id;

const isInvited = ({ fields }: LocalRecord<'invitation'>): boolean => !fields.removed_at;
