/** The names of feeds. */

export const caseFeed = (case_id: string): string => `case:${case_id}`;
export const discussionFeed = (request_id: string): string => `discussion:${request_id}`;
export const personFeed = (person_id: string): string => `person:${person_id}`;

export const areaFeed = (area: string): string => `area:${area}`;
export const arrangementsFeed = (area: string): string => `arrangements:${area}`;
export const peopleFeed = (area: string): string => `people:${area}`;

/** A call belongs to the discussion it is about, else to the case, else to the caller. */
export function callFeed(
  call: { request_id?: string | null; case_id?: string | null },
  person_id: string,
): string {
  if (call.request_id) return discussionFeed(call.request_id);
  return call.case_id ? caseFeed(call.case_id) : personFeed(person_id);
}
