/** A forgotten PIN: who signs in may make a new vault in place of the one that nobody can open. */
import { useEffect, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { attempt, countSealedFor, readToLose, type ToLose } from '../../store';
import type { Phone } from '../../sync';
import { usePhone } from '../app/phone';
import { useNow } from '../app/use-now';
import { Banner } from '../parts/banner';
import { sayWhen } from '../say-time';
import { vault } from '../words';
import { ChoosePin } from './choose-pin';
import { SignIn } from './sign-in';

const words = vault.forgotten;

export function ForgottenPin() {
  const { phone } = usePhone();
  return (
    <>
      <WhatIsLost />
      {phone.may_enrol ? <ChoosePin title={words.title} why={words.text} /> : <SignIn />}
      <Link href="/" className="govuk-link ds-tap">
        {words.back}
      </Link>
    </>
  );
}

/** Said before it happens, in numbers: what it is only the PIN could tell. */
function WhatIsLost() {
  const lines = sayLost(useToLose(), useNow());
  if (lines.length === 0) return null;
  return <Banner tone="urgent">{lines.join(' ')}</Banner>;
}

type Losing = ToLose & { sealed: number };

function useToLose(): Losing | null {
  const { phone } = usePhone();
  const [losing, setLosing] = useState<Losing | null>(null);
  useEffect(() => {
    void attempt(() => readLosing(phone)).then((read) => {
      if (read.kind === 'saved') setLosing(read.value);
    });
  }, [phone]);
  return losing;
}

async function readLosing({ device, store, person }: Phone): Promise<Losing | null> {
  if (!store || !person) return null;
  return { ...(await readToLose(store)), sealed: await countSealedFor(device, person.id) };
}

export function sayLost(losing: Losing | null, now: Date): string[] {
  if (!losing) return [];
  const { never_sent, oldest_at, half_written, sealed } = losing;
  return [
    ...(never_sent > 0 && oldest_at ? [words.lose(never_sent, sayWhen(oldest_at, now))] : []),
    ...(half_written > 0 ? [words.halfWritten(half_written)] : []),
    ...(sealed > 0 ? [words.sealed(sealed)] : []),
  ];
}
