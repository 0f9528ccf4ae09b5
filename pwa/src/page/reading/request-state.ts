/** What the state of a request means for what is shown of it. */
import type { RequestStatus } from '../../domain';

/** Nothing more comes of it. */
const ended: readonly RequestStatus[] = ['withdrawn', 'redirected', 'merged', 'cancelled'];

export const isOver = (status: RequestStatus | undefined): boolean =>
  status !== undefined && ended.includes(status);
