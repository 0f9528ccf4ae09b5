/** What the person must know whatever page they are on. */
import { useEffect, useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import type { AppVersion } from '../../sync';
import { Banner } from '../parts/banner';
import { saySpan, sayTime, sayWhen } from '../say-time';
import { banners as words, lease, written } from '../words';
import { useCalls } from './calls';
import { OthersBanners } from './others-waiting';
import { usePhone, useStorageTrouble } from './phone';
import { useNow } from './use-now';
import { useToAsk } from './use-to-ask';

export function Banners() {
  return (
    <>
      <StorageBanner />
      <OthersBanners />
      <ToAskBanner />
      <OpenCallBanner />
      <SignInBanner />
      <ClockBanner />
      <LeaseBanner />
      <VersionBanner />
    </>
  );
}

/** It stays in sight: Save is at the foot of a long page. */
function StorageBanner() {
  const { phone, trouble } = usePhone();
  const troubled = useStorageTrouble();
  if (troubled)
    return (
      <div class="ds-stays">
        <Banner tone="urgent">{trouble === 'newer' ? words.otherTab : words.storage}</Banner>
      </div>
    );
  return phone.health?.vanished ? <Banner tone="urgent">{words.storageLost}</Banner> : null;
}

/** Not sent until somebody says that it is theirs. */
function ToAskBanner() {
  const to_ask = useToAsk();
  const [path] = useLocation();
  if (!to_ask || to_ask.asked.length === 0 || path === '/written') return null;
  const action = (
    <Link href="/written" className="govuk-link ds-tap">
      {written.look}
    </Link>
  );
  return <Banner action={action}>{written.waits(to_ask.asked.length)}</Banner>;
}

function OpenCallBanner() {
  const { open } = useCalls();
  const [path] = useLocation();
  if (!open || path === `/calls/${open.id}`) return null;
  const action = (
    <Link href={`/calls/${open.id}`} className="govuk-link ds-tap">
      {words.callOpenDo}
    </Link>
  );
  return <Banner action={action}>{words.callOpen(open.who, sayTime(open.started_at))}</Banner>;
}

function SignInBanner() {
  const { sync } = usePhone();
  const [path] = useLocation();
  if (sync.trouble === 'update-needed') return <Banner>{words.updateNeeded}</Banner>;
  if (sync.too_old) return <Banner>{words.tooOld}</Banner>;
  if (sync.trouble === 'not-doorstep') return <Banner>{words.notDoorstep}</Banner>;
  if (sync.trouble !== 'sign-in-needed' || path === '/sign-in') return null;
  const action = (
    <Link href="/sign-in" className="govuk-link ds-tap">
      {words.signInDo}
    </Link>
  );
  return <Banner action={action}>{words.signIn}</Banner>;
}

const HALF_A_MINUTE = 30_000;

/** To the nearest minute. */
function ClockBanner() {
  const { sync } = usePhone();
  if (!sync.clock_wrong || !sync.clock) return null;
  const { offset_ms } = sync.clock;
  return (
    <Banner>{words.clock(saySpan(Math.abs(offset_ms) + HALF_A_MINUTE), offset_ms < 0)}</Banner>
  );
}

const HALF_A_DAY = 12 * 3_600_000;

/** In good time, so that nobody is out on a visit when it comes. */
function LeaseBanner() {
  const { sync, store } = usePhone();
  const now = useNow();
  const { lease_ends_at, lease_over } = sync;
  if (!store || !lease_ends_at) return null;
  if (lease_over) return <Banner tone="urgent">{lease.over}</Banner>;
  if (Date.parse(lease_ends_at) - now.getTime() > HALF_A_DAY) return null;
  return <Banner>{lease.soon(sayWhen(lease_ends_at, now))}</Banner>;
}

function VersionBanner() {
  const { phone, updates } = usePhone();
  const [version, setVersion] = useState<AppVersion | null>(null);
  useEffect(() => updates.watch((news) => setVersion({ ...news })), [updates]);
  if (!version?.ready && !version?.reload) return null;
  const take = () => (version.reload ? location.reload() : void updates.take(phone));
  const action = (
    <button type="button" class="ds-button-link" onClick={take}>
      {words.newVersionDo}
    </button>
  );
  return (
    <Banner tone="quiet" action={action}>
      {words.newVersion}
    </Banner>
  );
}
