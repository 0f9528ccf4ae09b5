/** Where the rest of the app could not be fetched, the calls stand. */
import { Banner } from '../parts/banner';
import { Calls } from '../screens/urgent/calls';
import { broken } from '../words';

export function NotHere() {
  const again = (
    <button type="button" class="ds-button-link" onClick={() => location.reload()}>
      {broken.again}
    </button>
  );
  return (
    <>
      <Banner tone="urgent" action={again}>
        {broken.notAllHere}
      </Banner>
      <Calls />
    </>
  );
}
