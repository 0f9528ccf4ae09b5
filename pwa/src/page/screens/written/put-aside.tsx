/** What nobody said is theirs, and what nobody can open: in sight, and not sent. */
import { useLocation } from 'wouter-preact';
import { askAgain, type Written } from '../../../store';
import { usePhone, useStore } from '../../app/phone';
import { useNow } from '../../app/use-now';
import { useToAsk } from '../../app/use-to-ask';
import { asking } from '../../words';
import { What } from './what';

const words = asking.aside;

export function PutAside() {
  const { aside = [], lost = 0 } = useToAsk() ?? {};
  const { device } = usePhone();
  const store = useStore();
  const now = useNow();
  const [, go] = useLocation();
  const again = async (one: Written) => {
    await askAgain(device, store.person.id, one);
    go('/written');
  };
  if (aside.length + lost === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m govuk-!-margin-top-6">{words.title}</h2>
      {lost > 0 && <p class="govuk-body">{words.lost(lost)}</p>}
      {aside.length > 0 && <p class="govuk-body">{words.text}</p>}
      {aside.map((one) => (
        <article class="ds-card" key={one.id}>
          <What one={one} now={now} />
          <button type="button" class="ds-button-link" onClick={() => void again(one)}>
            {words.mine}
          </button>
        </article>
      ))}
    </>
  );
}
