/** The page begins: open what is on the phone, show it, then think of the network. */
import './styles/main.scss';
import { render } from 'preact';
import { openPhone, startSyncing, takePendingGoto, watchAppVersion, type Phone } from '../sync';
import { askToPersist, attempt } from '../store';
import { navigate } from 'wouter-preact/use-hash-location';
import { App } from './app/app';
import { Broken } from './app/broken';
import { fetchSignedIn } from './app/use-signed-in';

const root = document.getElementById('app');

async function begin(root: HTMLElement): Promise<void> {
  void fetchSignedIn();
  const phone = await openPhone();
  const updates = watchAppVersion();
  render(<App phone={phone} updates={updates} />, root);
  startSyncing(phone);
  await attempt(() => goWhereTapped(phone));
  await attempt(askToPersist);
}

async function goWhereTapped(phone: Phone): Promise<void> {
  const path = await takePendingGoto(phone);
  if (path) navigate(path);
}

/** Storage that does not open must not leave an empty page: the calls stand even then. */
if (root) begin(root).catch(() => render(<Broken />, root));
