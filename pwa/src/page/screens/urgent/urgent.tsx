/** Urgent: the calls first, then what to write once the call is made. */
import type { OpenedFrom } from '../../reading/urgent-forms';
import { Calls } from './calls';
import { useUrgentStart } from './urgent-draft';
import { UrgentForm } from './urgent-form';

/** The calls stand at once. */
export function Urgent(from: OpenedFrom) {
  const start = useUrgentStart(from);
  return (
    <>
      <Calls />
      {start && <UrgentForm from={from} start={start} />}
    </>
  );
}
