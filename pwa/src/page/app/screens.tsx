/** Which screen each address shows: what can be done signed out is here, the rest comes right after it. */
import { useEffect } from 'preact/hooks';
import { Redirect, Route, Switch, useRoute } from 'wouter-preact';
import { warmUp } from '../../store';
import { ChoosePin } from '../screens/choose-pin';
import { CouncilSignIn } from '../screens/council-sign-in';
import { ForgottenPin } from '../screens/forgotten-pin';
import { Join } from '../screens/join';
import { SignIn } from '../screens/sign-in';
import { Unlock } from '../screens/unlock';
import { CallPage } from '../screens/urgent/call-page';
import { Calls, SignedOutUrgent } from '../screens/urgent/calls';
import { LockedNote } from '../screens/written/locked-note';
import { Banner } from '../parts/banner';
import { broken } from '../words';
import { usePhone } from './phone';
import { useAskFirst } from './use-to-ask';
import { useSignedIn } from './use-signed-in';

export function Screens() {
  const [comes_back, said] = useRoute('/signed-in/:code');
  return comes_back ? <CouncilSignIn code={said.code} /> : <Usual />;
}

function Usual() {
  const { lock, phone } = usePhone();
  const [forgot] = useRoute('/forgotten-pin');
  if (lock === 'open') return forgot ? <Redirect to="/" /> : <ForPerson />;
  if (lock === 'locked') return <Locked />;
  return lock === 'enrol' && phone.may_enrol ? <ChoosePin /> : <SignedOut />;
}

/** Locked one can still call, say how the call went, and write a note. */
function Locked() {
  const { device } = usePhone();
  useEffect(() => warmUp(device), [device.letter]);
  return (
    <Switch>
      <Route path="/note">
        <LockedNote />
      </Route>
      <Route path="/urgent/*?">
        <SignedOutUrgent />
      </Route>
      <Route path="/calls/:id">
        {({ id }) => (device.written.has(id) ? <CallPage id={id} /> : <Unlock />)}
      </Route>
      <Route path="/forgotten-pin">
        <ForgottenPin />
      </Route>
      <Route>
        <Unlock />
      </Route>
    </Switch>
  );
}

/** Signed out one can still call, and say how the call went. */
function SignedOut() {
  return (
    <Switch>
      <Route path="/urgent/*?">
        <SignedOutUrgent />
      </Route>
      <Route path="/calls/:id">{({ id }) => <CallPage id={id} />}</Route>
      <Route path="/join">
        <Join />
      </Route>
      <Route>
        <SignIn />
      </Route>
    </Switch>
  );
}

/** Where the rest of the app could not be fetched, the calls stand. */
function ForPerson() {
  const SignedIn = useSignedIn();
  useAskFirst();
  if (SignedIn === null) return null;
  if (SignedIn !== 'missing') return <SignedIn />;
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
