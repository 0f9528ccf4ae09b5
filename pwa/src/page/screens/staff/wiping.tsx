/** All that is shown while this phone hands in what waits and forgets the rest. The calls stand. */
import { usePhone } from '../../app/phone';
import { Title } from '../../parts/title';
import { devices as words } from '../../words/staff';

export function Wiping() {
  const { sync } = usePhone();
  return (
    <>
      <Title name={words.wiping} />
      <p class="govuk-body">{words.wipingText(sync.waiting)}</p>
    </>
  );
}
