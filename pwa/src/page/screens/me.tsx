/** Who is signed in on this phone, and leaving it. What is not sent stays. */
import { useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { readNotSent } from '../../store';
import { lockAll, signOut } from '../../sync';
import { usePerson, usePhone } from '../app/phone';
import { useCalls } from '../app/calls';
import { useLive } from '../app/use-live';
import { useNow } from '../app/use-now';
import { PasskeyLink } from './passkey/passkey-link';
import { Banner } from '../parts/banner';
import { HeaderCalls } from '../parts/call';
import { Facts } from '../parts/facts';
import { Title } from '../parts/title';
import { sayNotSent } from '../reading/not-sent';
import { secondStep, signIn as words, vault } from '../words';

export function Me() {
  const { sync } = usePhone();
  return (
    <>
      <Title name={words.me} />
      {sync.untold > 0 && <Unsent />}
      <AboutMe />
      <p>
        <Link href="/phones" className="govuk-link ds-tap">
          {words.phones}
        </Link>
      </p>
      {sync.waiting > 0 && sync.untold === 0 && (
        <p class="govuk-inset-text">{words.signOutWaiting(sync.waiting)}</p>
      )}
      <p class="govuk-body">
        <Link href="/you/second-step" className="govuk-link ds-tap">
          {secondStep.own}
        </Link>
      </p>
      <LockUp />
      <Leave />
    </>
  );
}

/** Locking is not signing out: the PIN opens it again, with or without a signal. */
function LockUp() {
  const { phone } = usePhone();
  return (
    <>
      <button type="button" class="govuk-button" onClick={() => void lockAll(phone)}>
        {vault.lock}
      </button>
      <p class="govuk-body">
        <Link href="/you/pin" className="govuk-link ds-tap">
          {vault.change.title}
        </Link>
      </p>
      <PasskeyLink />
    </>
  );
}

function AboutMe() {
  const { phone } = usePhone();
  const { calling } = useCalls();
  const person = usePerson();
  const facts: [string, string][] = [
    [words.facts.name, person.name],
    [words.facts.role, words.roles[person.role] ?? person.role],
    [words.facts.area, calling.profile?.name ?? person.area],
    [words.facts.phone, person.phone ?? words.facts.noPhone],
    [words.facts.storage, phone.health?.persistent ? words.facts.kept : words.facts.notKept],
  ];
  return <Facts lines={facts} />;
}

/** Before everything else on the page, with the call that is owed. */
function Unsent() {
  const not_sent = useLive(readNotSent);
  const now = useNow();
  if (!not_sent) return null;
  const calls = (
    <div class="ds-alert-calls">
      <HeaderCalls />
    </div>
  );
  return (
    <Banner tone="urgent" action={calls}>
      <strong>{sayNotSent(not_sent, now)}.</strong> {words.signOutUrgent}
    </Banner>
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
  if (asked) return <Sure onLeave={leave} onStay={() => setAsked(false)} />;
  return (
    <button type="button" class="govuk-button govuk-button--warning" onClick={() => setAsked(true)}>
      {words.signOutUnsent}
    </button>
  );
}

function Sure({ onLeave, onStay }: { onLeave: () => Promise<void>; onStay: () => void }) {
  return (
    <>
      <p class="govuk-body govuk-!-font-weight-bold" role="alert">
        {words.signOutSure}
      </p>
      <div class="ds-actions">
        <button type="button" class="govuk-button govuk-button--secondary" onClick={onStay}>
          {words.signOutNo}
        </button>
        <button type="button" class="govuk-button govuk-button--warning" onClick={onLeave}>
          {words.signOutYes}
        </button>
      </div>
    </>
  );
}
