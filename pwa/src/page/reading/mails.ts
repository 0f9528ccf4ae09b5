/** The mails of a request: which did not arrive, and to whom they were. */
import type { LocalRecord } from '../../store';

type Mail = LocalRecord<'dispatch'>;

export const undelivered = (mails: readonly Mail[]): Mail[] =>
  mails.filter(({ fields }) => fields.state === 'failed' || fields.state === 'bounced');

/** Whom somebody may have reached another way: of this request, and not by mail already. */
export function addresseesOf(mails: readonly Mail[]): { value: string; label: string }[] {
  const open = mails.filter(
    ({ fields }) =>
      (fields.purpose === 'police' || fields.purpose === 'business_support') &&
      fields.state !== 'sent' &&
      fields.state !== 'by_hand',
  );
  const names = new Map(open.map(({ fields }) => [fields.to_key, fields.to_name]));
  return [...names].map(([value, label]) => ({ value, label }));
}
