/** The mails of a request: which did not arrive, and to whom they were. */
import type { LocalRecord } from '../../store';

type Mail = LocalRecord<'dispatch'>;

/** Not those of which the same addressee has had the same since, by mail or another way. */
export function undelivered(mails: readonly Mail[]): Mail[] {
  const arrived = mails.filter(({ fields }) => isThere(fields.state));
  const reached = new Set(arrived.map(whatToWhom));
  return mails.filter((mail) => isLost(mail.fields.state) && !reached.has(whatToWhom(mail)));
}

const whatToWhom = ({ fields: { purpose, to_key, about } }: Mail): string =>
  [purpose, to_key, about ?? ''].join(' ');

const isThere = (state: string): boolean => state === 'sent' || state === 'by_hand';
const isLost = (state: string): boolean => state === 'failed' || state === 'bounced';

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
