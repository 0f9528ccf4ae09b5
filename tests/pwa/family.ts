/** An invented family for tests: two children, in one case feed. */
import { caseFeed, uuid7 } from '../../pwa/src/domain';
import { aPhone, aRecord, pageOf, pulled, type Kit } from './kit';

export const CASE = uuid7();
export const FEED = caseFeed(CASE);
export const OLDER = uuid7();
export const YOUNGER = uuid7();

export const family = (changes: object = {}, version = 1) =>
  aRecord(
    'family',
    CASE,
    FEED,
    { name: 'Example', address: '1 Sample Street', ...changes },
    version,
  );

export const child = (id: string, given_name: string, date_of_birth: string) =>
  aRecord('child', id, FEED, {
    case_id: CASE,
    given_name,
    family_name: 'Example',
    date_of_birth,
  });

export const theFamily = () =>
  pageOf(FEED, [
    family(),
    child(OLDER, 'Robin', '2015-03-01'),
    child(YOUNGER, 'Sam', '2025-12-01'),
  ]);

/** A phone that has been signed in to and has pulled the family. */
export async function aPhoneWithTheFamily(): Promise<Kit> {
  const kit = await aPhone();
  await pulled(kit, theFamily());
  return kit;
}

export const aVisit = (changes: object = {}) => ({
  case_id: CASE,
  place: 'home' as const,
  child_ids: [OLDER, YOUNGER],
  ...changes,
});

export const aCheck = (visit_id: string, child_id: string, changes: object = {}) => ({
  visit_id,
  child_id,
  case_id: CASE,
  seen: 'yes' as const,
  seen_alone: 'yes' as const,
  ...changes,
});

export const aRequest = (changes: object = {}) => ({
  case_id: CASE,
  child_ids: [YOUNGER],
  urgent: true,
  category: 'injury_non_mobile',
  what_is_happening: 'A bruise nobody can explain.',
  concern_at: '2026-03-02T09:00:00.000Z',
  reachable_number: '+441632960001',
  ...changes,
});
