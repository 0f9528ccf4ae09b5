/** Around every screen: 999 and the police line, what is waiting, the banners, the bar. */
import type { ComponentChildren } from 'preact';
import { Link, useLocation } from 'wouter-preact';
import { HeaderCalls } from '../parts/call';
import { Icon, type IconName } from '../parts/icon';
import { common } from '../words';
import { Banners } from './banners';
import { useCallAbout } from './call-about';
import { administers, hasFamilies, hasRequests } from './roles';
import { usePerson, usePhone } from './phone';
import { WaitingStrip } from './waiting-strip';

export function Frame({ children }: { children: ComponentChildren }) {
  const { store } = usePhone();
  const about = useCallAbout();
  return (
    <div class="ds-page">
      <a href="#main" class="govuk-skip-link" onClick={skip}>
        {common.skip}
      </a>
      <header class="ds-header">
        <div class="ds-header__row">
          <Link href="/" className="ds-header__home">
            <Icon name="door" />
            <span class="ds-header__name">{common.product}</span>
          </Link>
          <HeaderCalls about={about} />
        </div>
      </header>
      {store && <WaitingStrip />}
      <main class="ds-main" id="main" tabIndex={-1}>
        <Banners />
        {children}
      </main>
      {store && <Bar />}
    </div>
  );
}

/** The address belongs to the screens, so the skip link moves the focus itself. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

interface Item {
  href: string;
  name: string;
  icon: IconName;
  count?: number;
  countWords?: string;
  urgent?: boolean;
}

function Bar() {
  const items = useItems();
  return (
    <nav class="ds-bar" aria-label={common.bar.label}>
      <ul class={items.length > 5 ? 'ds-bar__list ds-bar__list--six' : 'ds-bar__list'}>
        {items.map((item) => (
          <BarItem key={item.href} {...item} />
        ))}
      </ul>
    </nav>
  );
}

function useItems(): Item[] {
  const { role } = usePerson();
  const { sync } = usePhone();
  const { bar } = common;
  const alerts = sync.unread_alerts;
  const waiting = sync.waiting + sync.attention;
  const families: Item = { href: '/families', name: bar.families, icon: 'families' };
  const people: Item = { href: '/people', name: bar.people, icon: 'families' };
  const numbers: Item = { href: '/arrangements', name: bar.arrangements, icon: 'requests' };
  const requests: Item = { href: '/requests', name: bar.requests, icon: 'requests' };
  return [
    { href: '/', name: bar.today, icon: 'today' },
    ...(hasFamilies(role) ? [families] : []),
    ...(hasRequests(role) ? [requests] : []),
    ...(administers(role) ? [people, numbers] : []),
    { href: '/urgent', name: bar.urgent, icon: 'phone', urgent: true },
    {
      href: '/alerts',
      name: bar.alerts,
      icon: 'alerts',
      count: alerts,
      countWords: common.alertsCount(alerts),
    },
    {
      href: '/outbox',
      name: bar.outbox,
      icon: 'outbox',
      count: waiting,
      countWords: common.waitingCount(waiting),
    },
  ];
}

function BarItem({ href, name, icon, count = 0, countWords, urgent }: Item) {
  const [path] = useLocation();
  const here = href === '/' ? path === '/' : path.startsWith(href);
  return (
    <li class="ds-bar__item">
      <Link
        href={href}
        className={urgent ? 'ds-bar__link ds-bar__link--urgent' : 'ds-bar__link'}
        aria-current={here ? 'page' : undefined}
      >
        <Icon name={icon} />
        {name}
        {count > 0 && (
          <span class="ds-bar__count">
            <span aria-hidden="true">{count}</span>
            <span class="govuk-visually-hidden">{countWords}</span>
          </span>
        )}
      </Link>
    </li>
  );
}
