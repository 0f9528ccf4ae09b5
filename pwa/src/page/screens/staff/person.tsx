/** One account: what it says, and what an administrator does about it. */
import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { readAccounts, readDevices, readTeams, type LocalRecord } from '../../../store';
import { hashOfCode, makeCode } from '../../../sync';
import { usePerson } from '../../app/phone';
import { useDecided } from '../../app/use-decided';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { useSave } from '../../app/use-save';
import { Facts } from '../../parts/facts';
import { BackTo } from '../../parts/rows';
import { State } from '../../parts/state';
import { Title } from '../../parts/title';
import { signIn } from '../../words';
import { devices as deviceWords, people as words } from '../../words/staff';
import { NotFound } from '../not-found';
import { ChangePerson } from './change-person';
import { DeviceList } from './device-row';
import { EndAccess } from './end-access';
import { OneTimeCode } from './one-time-code';
import { accountState, hasEnded } from './people';
import { Simply } from './sure';

type Account = LocalRecord<'account'>;

export function PersonPage({ id }: { id: string }) {
  const accounts = useLive(readAccounts);
  const now = useNow();
  if (!accounts) return null;
  const account = accounts.find((one) => one.id === id);
  if (!account) return <NotFound />;
  return <OnePerson account={account} now={now} />;
}

function OnePerson({ account, now }: { account: Account; now: Date }) {
  const [code, setCode] = useState<string | null>(null);
  const said = accountState(account, now);
  return (
    <>
      <BackTo href="/people">{words.title}</BackTo>
      <Title name={words.pageTitle}>{account.fields.name}</Title>
      {said && (
        <p class="govuk-body">
          <State>{said}</State>
        </p>
      )}
      <AccountFacts account={account} />
      {code && <OneTimeCode code={code} name={account.fields.name} />}
      <Deeds account={account} now={now} onCode={setCode} />
      <PhonesOf person_id={account.fields.person_id} />
    </>
  );
}

function AccountFacts({ account }: { account: Account }) {
  const teams = useLive(readTeams) ?? [];
  const { email, role, team_id, phone } = account.fields;
  const { facts } = words;
  const team = teams.find((one) => one.id === team_id)?.fields.name;
  const lines: [string, string][] = [
    [facts.email, email],
    [facts.role, signIn.roles[role] ?? role],
    [facts.team, team ?? facts.none],
    [facts.phone, phone ?? facts.none],
  ];
  return <Facts lines={lines} />;
}

interface DeedsProps {
  account: Account;
  now: Date;
  onCode: (code: string) => void;
}

function Deeds({ account, now, onCode }: DeedsProps) {
  const me = usePerson();
  const decided = useDecided(account.id);
  const save = useSave();
  const { ended_at, person_id } = account.fields;
  if (account.only_here || decided) return <p class="govuk-inset-text">{deviceWords.decided}</p>;
  if (person_id === me.id) return <p class="govuk-inset-text">{words.self}</p>;
  if (ended_at && hasEnded(ended_at, now))
    return (
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        onClick={() => save([{ kind: 'restore_access', record_id: account.id, fields: {} }])}
      >
        {words.restore}
      </button>
    );
  return (
    <>
      <ChangePerson account={account} />
      <NewCode account={account} onCode={onCode} />
      <EndAccess account={account} />
    </>
  );
}

/** Shown by the page around it: this button goes while its change is on its way. */
function NewCode({ account, onCode }: Pick<DeedsProps, 'account' | 'onCode'>) {
  const save = useSave();
  const { email } = account.fields;
  const make = async () => {
    const made = makeCode();
    const fields = { invitation: await hashOfCode(email, made) };
    if (await save([{ kind: 'invite_person', record_id: account.id, fields }])) onCode(made);
  };
  return <Simply what={words.code.again} hint={words.code.againHint} onDo={make} />;
}

function PhonesOf({ person_id }: { person_id: string }) {
  const devices = useLive(readDevices) ?? [];
  const theirs = devices.filter((device) => device.fields.person_id === person_id);
  if (theirs.length === 0) return null;
  return (
    <>
      <DeviceList title={words.phones} devices={theirs} />
      <Link href="/phones" className="govuk-link ds-tap">
        {deviceWords.title}
      </Link>
    </>
  );
}
