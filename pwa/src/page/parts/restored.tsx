import { timeNow } from '../../domain';
import type { DraftForm } from '../app/use-draft';
import { sayShort } from '../say-time';
import { common } from '../words';
import { Banner } from './banner';

/** Says that what stands in a form was written before and is not sent. */
export function Restored({ form }: { form: Pick<DraftForm<object>, 'restored_at' | 'clear'> }) {
  if (!form.restored_at) return null;
  const action = (
    <button type="button" class="ds-button-link" onClick={() => form.clear()}>
      {common.startAgain}
    </button>
  );
  return (
    <Banner tone="quiet" action={action}>
      {common.restored(sayShort(form.restored_at, timeNow()))}
    </Banner>
  );
}
