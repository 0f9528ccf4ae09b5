/** What comes right behind the first page: sending and getting, and the screens of someone signed in. Addresses hold ids only. */
import { Redirect, Route, Switch } from 'wouter-preact';
import { AlertPage } from '../screens/alert';
import { Alerts } from '../screens/alerts';
import { CallPage } from '../screens/urgent/call-page';
import { CallSheet, RequestSheet } from '../screens/urgent/call-sheet';
import { CheckPage } from '../screens/check/check-page';
import { InjuriesPage } from '../screens/check/injuries-page';
import { ChangePin } from '../screens/change-pin';
import { ConflictPage } from '../screens/conflict';
import { Families } from '../screens/families';
import { FamilyPage } from '../screens/family';
import { Me } from '../screens/me';
import { NewVisit } from '../screens/new-visit';
import { NotFound } from '../screens/not-found';
import { Outbox } from '../screens/outbox';
import { Requests } from '../screens/desk/requests';
import { OwnSecondStep } from '../screens/second-step/own';
import { SignIn } from '../screens/sign-in';
import { AddChild } from '../screens/staff/add-child';
import { AddPerson } from '../screens/staff/add-person';
import { AllocationPage } from '../screens/staff/allocation';
import { WhatHappened } from '../screens/staff/happened';
import { HeldBack } from '../screens/staff/held-back';
import { OpenFamily } from '../screens/staff/open-family';
import { People } from '../screens/staff/people';
import { PersonPage } from '../screens/staff/person';
import { PhonePage } from '../screens/staff/phone';
import { PasskeyPage } from '../screens/passkey/passkey-page';
import { Phones } from '../screens/staff/phones';
import { Teams } from '../screens/staff/teams';
import { Wiping } from '../screens/staff/wiping';
import { Today } from '../screens/today';
import { TryAlerts } from '../screens/try-alerts';
import { Urgent } from '../screens/urgent/urgent';
import { VisitPage } from '../screens/visit';
import { IsItYours } from '../screens/written/is-it-yours';
import { only } from './for-roles';
import { arranging, requesting, useLater } from './later';
import { NotHere } from './not-here';
import { usePhone } from './phone';
import { administers, allocates, hasFamilies, looksAfterPhones } from './roles';
import { useAskFirst } from './use-ask-first';

export { readToAsk } from '../../store';
export { startSyncing } from '../../sync';

export function SignedIn() {
  const { sync } = usePhone();
  useAskFirst();
  return sync.wiping ? <Wiping /> : <Everything />;
}

function Person({ id }: { id: string }) {
  if (id === 'new') return <AddPerson />;
  return id === 'happened' ? <WhatHappened /> : <PersonPage id={id} />;
}

function Family({ id, what }: { id: string; what?: string | undefined }) {
  if (what === undefined) return <FamilyPage id={id} />;
  if (what === 'visit') return <NewVisit id={id} />;
  return what === 'child' ? <AddChild id={id} /> : <NotFound />;
}

function Arrangements() {
  const screens = useLater(arranging);
  if (screens === null) return null;
  return screens === 'missing' ? <NotHere /> : <screens.Arranging />;
}

function OfRequests() {
  const screens = useLater(requesting);
  if (screens === null) return null;
  return screens === 'missing' ? <NotHere /> : <screens.Requesting />;
}

function You({ what }: { what?: string | undefined }) {
  if (what === undefined) return <Me />;
  if (what === 'pin') return <ChangePin />;
  if (what === 'passkey') return <PasskeyPage />;
  return what === 'second-step' ? <OwnSecondStep /> : <NotFound />;
}

const OneAlert = ({ id }: { id: string }) => (id === 'try' ? <TryAlerts /> : <AlertPage id={id} />);

function Everything() {
  return (
    <Switch>
      <Route path="/">{() => <Today />}</Route>
      <Route path="/families">{() => <Families />}</Route>
      <Route path="/families/new">{only(allocates, OpenFamily)}</Route>
      <Route path="/families/:id/workers">{only(allocates, AllocationPage)}</Route>
      <Route path="/families/:id/:what?">{(said) => <Family {...said} />}</Route>
      <Route path="/phones">{() => <Phones />}</Route>
      <Route path="/phones/:id">{({ id }) => <PhonePage id={id} />}</Route>
      <Route path="/held-back">{only(looksAfterPhones, HeldBack)}</Route>
      <Route path="/people">{only(administers, People)}</Route>
      <Route path="/people/:id">{only(administers, Person)}</Route>
      <Route path="/teams">{only(administers, Teams)}</Route>
      <Route path="/visits/:id">{({ id }) => <VisitPage id={id} />}</Route>
      <Route path="/visits/:id/children/:child">
        {({ id, child }) => <CheckPage visit_id={id} child_id={child} />}
      </Route>
      <Route path="/visits/:id/children/:child/injuries">
        {({ id, child }) => <InjuriesPage visit_id={id} child_id={child} />}
      </Route>
      <Route path="/written">{() => <IsItYours />}</Route>
      <Route path="/urgent">{() => <Urgent />}</Route>
      <Route path="/urgent/family/:id">{({ id }) => <Urgent case_id={id} />}</Route>
      <Route path="/urgent/visit/:id">{({ id }) => <Urgent visit_id={id} />}</Route>
      <Route path="/sheet/:form">{({ form }) => <CallSheet form={form} />}</Route>
      <Route path="/calls/:id">{({ id }) => <CallPage id={id} />}</Route>
      <Route path="/requests">{() => <Requests />}</Route>
      <Route path="/requests/:id">{() => <OfRequests />}</Route>
      <Route path="/ask/*?">{only(hasFamilies, OfRequests)}</Route>
      <Route path="/requests/:id/sheet">{({ id }) => <RequestSheet id={id} />}</Route>
      <Route path="/conflicts/:id">{({ id }) => <ConflictPage id={id} />}</Route>
      <Route path="/outbox">{() => <Outbox />}</Route>
      <Route path="/alerts">{() => <Alerts />}</Route>
      <Route path="/alerts/:id">{({ id }) => <OneAlert id={id} />}</Route>
      <Route path="/you/:what?">{({ what }) => <You what={what} />}</Route>
      <Route>{() => <Others />}</Route>
    </Switch>
  );
}

function Others() {
  return (
    <Switch>
      <Route path="/arrangements/*?">{only(administers, Arrangements)}</Route>
      <Route path="/sign-in">{() => <SignInAgain />}</Route>
      <Route>{() => <NotFound />}</Route>
    </Switch>
  );
}

/** The sign-in has run out: the page is offered again, and nothing on the phone is closed for it. */
function SignInAgain() {
  const { sync } = usePhone();
  return sync.trouble === 'sign-in-needed' ? <SignIn /> : <Redirect to="/" />;
}
