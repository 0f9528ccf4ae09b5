/** Every version there was: what it changed, who agreed, and the way back to it. */
import { readArrangements, type LocalRecord } from '../../../store';
import { useColleagues } from '../../app/use-colleagues';
import { useDraft } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { ErrorSummary } from '../../parts/error-summary';
import { Facts } from '../../parts/facts';
import { BackTo } from '../../parts/rows';
import { Title } from '../../parts/title';
import { changeLines } from '../../reading/arrangements';
import { sayDate } from '../../say-time';
import { arrangements, change, history as words } from '../../words/arrangements';
import { usePropose, whyErrors, whyOf, type Why } from './propose';
import { WhyQuestions } from './why';

type Version = LocalRecord<'profile_version'>;

export function History() {
  const view = useLive(readArrangements);
  const now = useNow();
  if (!view) return null;
  const listed = view.arrangements?.fields.versions ?? [];
  const begun = listed.filter((one) => Date.parse(one.effective_from) <= now.getTime());
  const counts = begun.at(-1)?.version;
  return (
    <>
      <BackTo href="/arrangements">{arrangements.title}</BackTo>
      <Title name={words.title} />
      {view.versions.map((version) => (
        <VersionCard
          key={version.id}
          version={version}
          counts={version.fields.version === counts}
        />
      ))}
    </>
  );
}

function VersionCard({ version, counts }: { version: Version; counts: boolean }) {
  const nameOf = useColleagues();
  const { fields } = version;
  const { proposed_by, approved_by, note, replaces } = fields;
  const since =
    fields.effective_from < '2001'
      ? arrangements.fromTheFile(fields.version)
      : arrangements.version(fields.version, sayDate(fields.effective_from));
  return (
    <section class="ds-card">
      <h2 class="govuk-heading-s">{since}</h2>
      {counts && <p class="govuk-body govuk-!-font-weight-bold">{words.counts}</p>}
      {approved_by ? (
        <p class="govuk-body">{words.by(nameOf(proposed_by), nameOf(approved_by))}</p>
      ) : (
        <p class="govuk-body">{words.file}</p>
      )}
      {note && <p class="govuk-body ds-words">{note}</p>}
      {replaces && <p class="govuk-body">{words.replaces(replaces)}</p>}
      <Facts
        lines={changeLines(fields).map(
          ({ what, before, after }) => [what, `${before} → ${after}`] as const,
        )}
      />
      {!counts && <GoBack version={version} />}
    </section>
  );
}

function GoBack({ version }: { version: Version }) {
  const propose = usePropose();
  const number = version.fields.version;
  const form = useDraft<Why>(`back-to:${version.id}`, {});
  if (!form) return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    const errors = whyErrors(form.values);
    form.setErrors(errors);
    if (Object.keys(errors).length > 0) return;
    const proposal = { changes: {}, ...whyOf(form), roll_back_to: number };
    await propose(form.record_id, proposal, form.name);
  };
  return (
    <details class="govuk-details govuk-!-margin-bottom-0">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{words.back(number)}</span>
      </summary>
      <form class="govuk-details__text" onSubmit={submit} noValidate>
        <p class="govuk-body">{words.backHint}</p>
        <ErrorSummary errors={form.errors} />
        <WhyQuestions form={form} />
        <button class="govuk-button" aria-label={change.backTitle(number)}>
          {words.backSave}
        </button>
      </form>
    </details>
  );
}
