/** Urgent: the calls first, then what to write once the call is made. */
import type { OpenedFrom } from '../../reading/urgent-forms';
import { useStart } from '../asking/start';
import { Calls } from './calls';
import { UrgentForm } from './urgent-form';

/** The calls stand at once. */
export function Urgent(from: OpenedFrom) {
  const start = useStart(from);
  return (
    <>
      <Calls />
      {start && <UrgentForm from={from} start={start} />}
    </>
  );
}
