/** The screens of an area's arrangements: fetched when an administrator opens one, then kept. */
import { Route, Switch } from 'wouter-preact';
import { ArrangementsHome } from '../screens/areas/home';
import { ChangePage } from '../screens/areas/change';
import { Closures } from '../screens/areas/closures';
import { ContactPage } from '../screens/areas/contact';
import { History } from '../screens/areas/history';
import { SettingPage, Settings } from '../screens/areas/settings';
import { Try } from '../screens/areas/try';
import { NotFound } from '../screens/not-found';

export function Arranging() {
  return (
    <Switch>
      <Route path="/arrangements">{() => <ArrangementsHome />}</Route>
      <Route path="/arrangements/contacts/:id">{({ id }) => <ContactPage id={id} />}</Route>
      <Route path="/arrangements/changes/:id">{({ id }) => <ChangePage id={id} />}</Route>
      <Route path="/arrangements/history">{() => <History />}</Route>
      <Route path="/arrangements/closures">{() => <Closures />}</Route>
      <Route path="/arrangements/settings">{() => <Settings />}</Route>
      <Route path="/arrangements/settings/:path">
        {({ path }) => <SettingPage path={decodeURIComponent(path)} />}
      </Route>
      <Route path="/arrangements/try/:id?">{({ id }) => <Try draft_id={id} />}</Route>
      <Route>{() => <NotFound />}</Route>
    </Switch>
  );
}
