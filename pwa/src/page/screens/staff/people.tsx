/** Everybody with an account in the administrator's area. */
import { Link } from 'wouter-preact';
import { readAccounts, readTeams, type LocalRecord } from '../../../store';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { Row, Waiting } from '../../parts/rows';
import { State } from '../../parts/state';
import { Title } from '../../parts/title';
import { sayShort } from '../../say-time';
import { signIn } from '../../words';
import { happened } from '../../words/happened';
import { people as words, teams as teamWords } from '../../words/staff';

export function People() {
  const accounts = useLive(readAccounts);
  const teams = useLive(readTeams);
  if (!accounts || !teams) return null;
  return (
    <>
      <Title name={words.title} />
      <div class="ds-actions">
        <Link href="/people/new" className="govuk-button" role="button">
          {words.add}
        </Link>
        <Link href="/teams" className="govuk-button govuk-button--secondary" role="button">
          {teamWords.title}
        </Link>
        <Link
          href="/people/happened"
          className="govuk-button govuk-button--secondary"
          role="button"
        >
          {happened.link}
        </Link>
      </div>
      {accounts.length === 0 && <p class="govuk-body">{words.none}</p>}
      <ul class="ds-list">
        {accounts.map((account) => (
          <AccountRow key={account.id} account={account} teams={teams} />
        ))}
      </ul>
    </>
  );
}

interface AccountRowProps {
  account: LocalRecord<'account'>;
  teams: readonly LocalRecord<'team'>[];
}

function AccountRow({ account, teams }: AccountRowProps) {
  const now = useNow();
  const { name, role, team_id } = account.fields;
  const team = teams.find((one) => one.id === team_id)?.fields.name;
  const said = accountState(account, now);
  return (
    <Row
      href={`/people/${account.id}`}
      title={name}
      more={[signIn.roles[role] ?? role, team].filter(Boolean).join(', ')}
    >
      {said && <State>{said}</State>}
      <Waiting record={account} />
    </Row>
  );
}

const A_MINUTE = 60_000;

/** Whether they have access, and whether they have chosen a password yet. */
export function accountState({ fields }: LocalRecord<'account'>, now: Date): string | null {
  const { ended_at, invited_until } = fields;
  if (ended_at)
    return hasEnded(ended_at, now)
      ? words.ended(sayShort(ended_at, now))
      : words.ends(sayShort(ended_at, now));
  return invited_until ? words.invited(sayShort(invited_until, now)) : null;
}

/** The server's clock may be a little ahead of this phone's: what ends within a minute has ended. */
export const hasEnded = (at: string, now: Date): boolean =>
  Date.parse(at) <= now.getTime() + A_MINUTE;
