/** "Called from another phone": the school's landline leaves no tap behind, so it is written by hand. */
import { useLocation } from 'wouter-preact';
import type { CallAbout } from '../../app/call-about';
import { useCalls } from '../../app/calls';
import { BigNumber } from '../../parts/call';
import { policeFirst } from '../../reading/calls';
import { calling } from '../../words';

export function OtherPhone({ about }: { about: CallAbout }) {
  const { list, recordTap } = useCalls();
  const [, go] = useLocation();
  const police = policeFirst(list);
  if (!police) return null;
  return (
    <div class="ds-card">
      <BigNumber target={police} />
      <button
        type="button"
        class="ds-button-link"
        onClick={() => go(`/calls/${recordTap(police, about, 'landline')}`)}
      >
        {calling.otherPhone}
      </button>
    </div>
  );
}
