/** Which screen each address shows: what must be there at once is here, the rest comes right after it. */
import { useEffect } from 'preact/hooks';
import { Redirect, Route, Switch, useRoute } from 'wouter-preact';
import { warmUp } from '../../store';
import { SignIn } from '../screens/sign-in';
import { Unlock } from '../screens/unlock';
import { CallPage } from '../screens/urgent/call-page';
import { SignedOutUrgent } from '../screens/urgent/calls';
import { Enter } from './enter';
import { signed_in, useLater } from './later';
import { NotHere } from './not-here';
import { usePhone } from './phone';

export function Screens() {
  const [comes_back, said] = useRoute('/signed-in/:code');
  if (!comes_back) return <Usual />;
  return <Enter by={({ CouncilSignIn }) => <CouncilSignIn code={said.code} />} />;
}

function Usual() {
  const { lock, phone } = usePhone();
  const [forgot] = useRoute('/forgotten-pin');
  if (lock === 'open') return forgot ? <Redirect to="/" /> : <ForPerson />;
  if (lock === 'locked') return <Locked />;
  if (lock === 'enrol' && phone.may_enrol) return <Enter by={({ ChoosePin }) => <ChoosePin />} />;
  return <SignedOut />;
}

/** Locked one can still call, say how the call went, and write a note. */
function Locked() {
  const { device, sync } = usePhone();
  useEffect(() => warmUp(device), [device.letter]);
  return (
    <Switch>
      <Route path="/note">
        <Enter by={({ LockedNote }) => <LockedNote />} />
      </Route>
      <Route path="/urgent/*?">
        <SignedOutUrgent />
      </Route>
      <Route path="/calls/:id">
        {({ id }) => (device.written.has(id) ? <CallPage id={id} /> : <Unlock />)}
      </Route>
      <Route path="/forgotten-pin">
        <Enter by={({ ForgottenPin }) => <ForgottenPin />} />
      </Route>
      <Route>
        {sync.lease_over ? <Enter by={({ OutOfContact }) => <OutOfContact />} /> : <Unlock />}
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
        <Enter by={({ Join }) => <Join />} />
      </Route>
      <Route>
        <SignIn />
      </Route>
    </Switch>
  );
}

function ForPerson() {
  const here = useLater(signed_in);
  if (here === null) return null;
  return here === 'missing' ? <NotHere /> : <here.SignedIn />;
}
