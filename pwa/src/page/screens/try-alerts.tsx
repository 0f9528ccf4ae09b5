/** Before the first alert that matters: this phone is subscribed, gets one test alert, and its person says whether it came. */
import { useState } from 'preact/hooks';
import { navigate } from 'wouter-preact/use-hash-location';
import type { AlertFields } from '../../domain';
import { readRecord } from '../../store';
import {
  areAlertsOn,
  askForTestAlert,
  saveAlertsTried,
  subscribeToAlerts,
  type Subscribed,
} from '../../sync';
import { usePhone } from '../app/phone';
import { useLive } from '../app/use-live';
import { Title } from '../parts/title';
import { sayTime } from '../say-time';
import { alerts, tryAlerts as words } from '../words';
import { sayNotSubscribed } from './alerts';

export function TryAlerts() {
  const [sent, setSent] = useState<string | null>(null);
  const [answer, setAnswer] = useState<'arrived' | 'not-arrived' | null>(null);
  const again = (id: string | null) => {
    setSent(id);
    setAnswer(null);
  };
  if (sent === null) return <Ask onSent={again} />;
  if (answer === 'arrived') return <Works />;
  if (answer === 'not-arrived') return <WhatNow onAgain={again} />;
  return <DidItArrive id={sent} onAnswer={setAnswer} />;
}

/** Straight from the tap: the browser asks its own question. */
function useSending(onSent: (id: string) => void) {
  const { phone } = usePhone();
  const [answer, setAnswer] = useState<Subscribed | null>(null);
  const send = async () => {
    const subscribed = await subscribeToAlerts(phone);
    const id = subscribed.kind === 'subscribed' ? await askForTestAlert(phone) : null;
    if (id !== null) onSent(id);
    setAnswer(id === null ? notSent(subscribed) : null);
  };
  return { said: answer && sayNotSubscribed(answer), send };
}

const notSent = (subscribed: Subscribed): Subscribed =>
  subscribed.kind === 'subscribed' ? { kind: 'failed', message: 'not-saved' } : subscribed;

interface Sends {
  onSent: (id: string) => void;
}

function Ask({ onSent }: Sends) {
  const { phone } = usePhone();
  const on = useLive(() => areAlertsOn(phone));
  const { said, send } = useSending(onSent);
  if (on === undefined) return null;
  return (
    <>
      <Title name={words.title}>{on ? words.title : words.ask}</Title>
      <p class="govuk-body">{on ? alerts.on : words.why}</p>
      <Said said={said} />
      <div class="ds-actions">
        <button type="button" class="govuk-button" onClick={() => void send()}>
          {on ? words.again : words.go}
        </button>
        <Leave tried="later">{words.later}</Leave>
      </div>
    </>
  );
}

function Said({ said }: { said: string | null }) {
  if (said === null) return null;
  return (
    <p class="govuk-body govuk-!-font-weight-bold" role="alert">
      {said}
    </p>
  );
}

function Leave({ tried, children }: { tried: 'later' | 'not-arrived'; children: string }) {
  const { phone } = usePhone();
  const leave = () => void saveAlertsTried(phone, tried).then(() => navigate('/'));
  return (
    <button type="button" class="govuk-button govuk-button--secondary" onClick={leave}>
      {children}
    </button>
  );
}

interface DidItArriveProps {
  id: string;
  onAnswer: (answer: 'arrived' | 'not-arrived') => void;
}

function DidItArrive({ id, onAnswer }: DidItArriveProps) {
  const { phone, sync } = usePhone();
  const alert = useLive((store) => readRecord(store, id), [id]);
  const shown_at = (alert?.fields as AlertFields | undefined)?.shown_at;
  const say = (answer: 'arrived' | 'not-arrived') => () =>
    void saveAlertsTried(phone, answer, id).then(() => onAnswer(answer));
  return (
    <>
      <Title name={words.title}>{words.question}</Title>
      <p class="govuk-body">{sync.waiting > 0 && !alert ? words.waits : words.sent}</p>
      {shown_at && <p class="govuk-body">{words.shown(sayTime(shown_at))}</p>}
      <div class="ds-actions">
        <button type="button" class="govuk-button" onClick={say('arrived')}>
          {words.yes}
        </button>
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={say('not-arrived')}
        >
          {words.no}
        </button>
      </div>
    </>
  );
}

function Works() {
  return (
    <>
      <Title name={words.works} />
      <button type="button" class="govuk-button" onClick={() => navigate('/')}>
        {words.onward}
      </button>
    </>
  );
}

function WhatNow({ onAgain }: { onAgain: (id: string) => void }) {
  const { said, send } = useSending(onAgain);
  return (
    <>
      <Title name={words.notTitle} />
      <p class="govuk-body govuk-!-font-weight-bold">{words.until}</p>
      <h2 class="govuk-heading-m">{words.what}</h2>
      <ol class="govuk-list govuk-list--number">
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p class="govuk-body">{words.then}</p>
      <Said said={said} />
      <div class="ds-actions">
        <button type="button" class="govuk-button" onClick={() => void send()}>
          {words.another}
        </button>
        <Leave tried="not-arrived">{words.without}</Leave>
      </div>
    </>
  );
}
