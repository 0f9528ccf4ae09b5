/** What the person must know whatever page they are on. */
import { useEffect, useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { attempt, markLossRead, type StorageTrouble } from '../../store';
import type { AppVersion, Phone } from '../../sync';
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
      <CopyBanner />
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
        <Banner tone="urgent">{sayStorage(trouble, phone)}</Banner>
      </div>
    );
  if (phone.emptied) return <Banner tone="urgent">{words.emptied}</Banner>;
  return phone.health?.vanished ? <LossBanner /> : null;
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

/** A page that could not be saved is worse than news that could not. */
function sayStorage(trouble: StorageTrouble | null, { health }: Phone): string {
  if (trouble === 'newer') return words.otherTab;
  return trouble === null && health?.trouble === 'full' ? words.noRoom : words.storage;
}

/** Until the person has read it: the browser may have found it out with nobody looking. */
function LossBanner() {
  const { phone } = usePhone();
  const [is_read, setRead] = useState(false);
  if (is_read || phone.person === null) return null;
  const { id } = phone.person;
  const read = () => {
    setRead(true);
    if (phone.health) phone.health = { ...phone.health, vanished: false };
    void attempt(() => markLossRead(phone.device, id));
  };
  const action = (
    <button type="button" class="ds-button-link" onClick={read}>
      {words.haveRead}
    </button>
  );
  return (
    <Banner tone="urgent" action={action}>
      {words.storageLost}
    </Banner>
  );
}

/** Damaged rows, and a server that was brought back from a backup. */
function CopyBanner() {
  const { sync } = usePhone();
  const now = useNow();
  const restored = sync.restored_at !== null && isToday(sync.restored_at, now);
  return (
    <>
      {sync.unreadable > 0 && <Banner>{words.unreadable}</Banner>}
      {restored && sync.restored_at !== null && (
        <Banner tone="quiet">{words.restored(sayTime(sync.restored_at))}</Banner>
      )}
    </>
  );
}

const A_DAY = 24 * 3_600_000;
const isToday = (at: string, now: Date): boolean => now.getTime() - Date.parse(at) < A_DAY;

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
  const { updates } = usePhone();
  const [version, setVersion] = useState<AppVersion | null>(null);
  useEffect(() => updates.watch((news) => setVersion({ ...news })), [updates]);
  if (!version?.ready && !version?.reload) return null;
  const take = () => (version.reload ? location.reload() : void updates.take());
  const action = (
    <button type="button" class="ds-button-link" onClick={take}>
      {words.newVersionDo}
    </button>
  );
  return (
    <Banner tone="quiet" action={action}>
      {version.overdue ? words.newVersionSoon : words.newVersion}
    </Banner>
  );
}
