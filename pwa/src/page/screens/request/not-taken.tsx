/** A request that the server turned down at once: nobody has it. The call comes first, then why. */
import { Link } from 'wouter-preact';
import { readOutbox, type AttentionRow, type PersonStore } from '../../../store';
import { isRefusedRequest } from '../../app/waiting-strip';
import { useLive } from '../../app/use-live';
import { HeaderCalls } from '../../parts/call';
import { Title } from '../../parts/title';
import { requests as words } from '../../words';
import { NotFound } from '../not-found';

export function NotTaken({ id }: { id: string }) {
  const row = useLive((store) => readRefused(store, id), [id]);
  if (row === undefined) return null;
  if (row === null) return <NotFound />;
  return (
    <>
      <Title name={words.pageTitle} />
      <section class="ds-not-sent" aria-label={words.notTaken}>
        <strong class="ds-not-sent__what">{words.notTaken}</strong>
        {row.outcome.reason && <p class="govuk-body">{row.outcome.reason.message}</p>}
        <p class="govuk-body govuk-!-margin-bottom-2">{words.notTakenDo}</p>
        <div class="ds-alert-calls">
          <HeaderCalls />
        </div>
        <Link href="/outbox" className="govuk-link ds-tap">
          {words.notTakenOpen}
        </Link>
      </section>
    </>
  );
}

/** Also once it was dealt with: the server still does not have it. */
async function readRefused(store: PersonStore, id: string): Promise<AttentionRow | null> {
  const { attention, dealt_with } = await readOutbox(store);
  const rows = [...attention, ...dealt_with].filter(isRefusedRequest);
  return rows.find((row) => row.change.record_id === id) ?? null;
}
