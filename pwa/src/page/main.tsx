/** The first screen; the others come after. */
import { render } from 'preact';
import { openPhone, startSyncing, watchAppVersion } from '../sync';

const phone = await openPhone();
startSyncing(phone);
watchAppVersion();
const root = document.querySelector('#app');
if (root) render(<a href="tel:999">Call 999</a>, root);
