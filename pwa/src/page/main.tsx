/** The page begins: open what is on the phone, show it, then think of the network. */
import './styles/main.scss';
import { render } from 'preact';
import { openPhone, takePendingGoto, watchAppVersion, type Phone } from '../sync';
import { askToPersist, attempt, canKeepTabsApart } from '../store';
import { navigate } from 'wouter-preact/use-hash-location';
import { App } from './app/app';
import { Broken } from './app/broken';
import { entering, signed_in } from './app/later';
import { tooOldBrowser } from './words';

const root = document.getElementById('app');

async function begin(root: HTMLElement): Promise<Phone> {
  const phone = await openPhone();
  const updates = watchAppVersion(phone);
  render(<App phone={phone} updates={updates} />, root);
  return phone;
}

/** Behind the page that can call; what fails here leaves that page as it stands. */
async function goOn(phone: Phone): Promise<void> {
  void entering.fetch();
  const rest = await signed_in.fetch();
  if (rest !== 'missing') rest.startSyncing(phone);
  const path = await attempt(() => takePendingGoto(phone));
  if (path.kind === 'saved' && path.value) navigate(path.value);
  await askToPersist();
}

/** Storage that does not open must not leave an empty page: the calls stand even then. */
if (root && canKeepTabsApart()) void begin(root).then(goOn, () => render(<Broken />, root));
else if (root) render(<Broken words={tooOldBrowser} />, root);
