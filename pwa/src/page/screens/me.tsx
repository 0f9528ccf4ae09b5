/** Who is signed in on this phone, and leaving it. What is not sent stays. */
import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { readNotSent } from '../../store';
import { signOut } from '../../sync';
import { usePerson, usePhone } from '../app/phone';
import { useCalls } from '../app/calls';
import { useLive } from '../app/use-live';
import { useNow } from '../app/use-now';
import { Banner } from '../parts/banner';
import { Facts } from '../parts/facts';
import { Title } from '../parts/title';
import { sayNotSent } from '../reading/not-sent';
import { signIn as words } from '../words';

export function Me() {
  const { phone, sync } = usePhone();
  const { calling } = useCalls();
  const person = usePerson();
  const facts: [string, string][] = [
    [words.facts.name, person.name],
    [words.facts.role, words.roles[person.role] ?? person.role],
    [words.facts.area, calling.profile?.name ?? person.area],
    [words.facts.phone, person.phone ?? words.facts.noPhone],
    [words.facts.storage, phone.health?.persistent ? words.facts.kept : words.facts.notKept],
  ];
  return (
    <>
      <Title name={words.me} />
      <Facts lines={facts} />
      {sync.waiting > 0 && <p class="govuk-inset-text">{words.signOutWaiting(sync.waiting)}</p>}
      <Leave />
    </>
  );
}

/** One tap; but with an urgent request not sent it is said first, and asked once more. */
function Leave() {
  const { phone, sync } = usePhone();
  const [asked, setAsked] = useState(false);
  const [, go] = useLocation();
  const leave = async () => {
    await signOut(phone);
    go('/');
  };
  if (sync.untold === 0)
    return (
      <button type="button" class="govuk-button govuk-button--secondary" onClick={leave}>
        {words.signOut}
      </button>
    );
  return (
    <>
      <LeavingUrgent />
      {asked ? (
        <Sure onLeave={leave} onStay={() => setAsked(false)} />
      ) : (
        <button
          type="button"
          class="govuk-button govuk-button--warning"
          onClick={() => setAsked(true)}
        >
          {words.signOutUnsent}
        </button>
      )}
    </>
  );
}

function LeavingUrgent() {
  const not_sent = useLive(readNotSent);
  const now = useNow();
  if (!not_sent) return null;
  return (
    <Banner tone="urgent">
      <strong>{sayNotSent(not_sent, now)}.</strong> {words.signOutUrgent}
    </Banner>
  );
}

function Sure({ onLeave, onStay }: { onLeave: () => Promise<void>; onStay: () => void }) {
  return (
    <div class="govuk-button-group">
      <p class="govuk-body govuk-!-font-weight-bold" role="alert">
        {words.signOutSure}
      </p>
      <button type="button" class="govuk-button govuk-button--secondary" onClick={onStay}>
        {words.signOutNo}
      </button>
      <button type="button" class="govuk-button govuk-button--warning" onClick={onLeave}>
        {words.signOutYes}
      </button>
    </div>
  );
}
