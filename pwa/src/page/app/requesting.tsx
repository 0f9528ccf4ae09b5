/** A request's own page, and asking for one: fetched when the first is opened, then kept. */
import { Route, Switch } from 'wouter-preact';
import { Ask } from '../screens/asking/ask';
import { NotFound } from '../screens/not-found';
import { RequestPage } from '../screens/request/request-page';

export function Requesting() {
  return (
    <Switch>
      <Route path="/requests/:id">{({ id }) => <RequestPage id={id} />}</Route>
      <Route path="/ask">{() => <Ask />}</Route>
      <Route path="/ask/family/:id">{({ id }) => <Ask case_id={id} />}</Route>
      <Route path="/ask/visit/:id">{({ id }) => <Ask visit_id={id} />}</Route>
      <Route>{() => <NotFound />}</Route>
    </Switch>
  );
}
