/** Everything that was agreed, as a page to read; one value at a time is proposed to be another. */
import { Link } from 'wouter-preact';
import type { PathValues } from '../../../domain';
import { readArrangements } from '../../../store';
import { useDraft } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { Choices, type Option } from '../../parts/choices';
import { ErrorSummary } from '../../parts/error-summary';
import { Text } from '../../parts/fields';
import { Facts } from '../../parts/facts';
import { BackTo } from '../../parts/rows';
import { Title } from '../../parts/title';
import { leafAt, leavesOf, sayPath, sayValue, type Leaf } from '../../reading/arrangements';
import { capital } from '../../say-time';
import { arrangements, settings as words } from '../../words/arrangements';
import { NotFound } from '../not-found';
import { usePropose, whyErrors, whyOf, type Why } from './propose';
import { WhyQuestions } from './why';

/** What comes with the release, or has a page of its own. */
const ELSEWHERE: readonly string[] = [
  'contacts',
  'demo_numbers',
  'device',
  'emergency',
  'key',
  'meta',
  'name',
  'push',
  'reading_notes',
  'ref_prefix',
  'retention',
  'police_told_label',
  'contact_policy',
];

export function Settings() {
  const view = useLive(readArrangements);
  if (!view) return null;
  const document = view.arrangements?.fields.document ?? {};
  const parts = Object.keys(document).filter((part) => !ELSEWHERE.includes(part));
  return (
    <>
      <BackTo href="/arrangements">{arrangements.title}</BackTo>
      <Title name={words.title} />
      <p class="govuk-body">{words.hint}</p>
      {parts.map((part) => (
        <details class="govuk-details" key={part}>
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">{capital(part.replaceAll('_', ' '))}</span>
          </summary>
          <div class="govuk-details__text">
            {leavesOf(document[part], part).map((leaf) => (
              <LeafCard key={leaf.path} leaf={leaf} notes={notesOf(document, leaf.path)} />
            ))}
          </div>
        </details>
      ))}
    </>
  );
}

interface Notes {
  question?: string;
  source?: unknown;
  choices?: unknown;
}

/** What a reading of the sources decides, where it is one. */
function notesOf(document: PathValues, path: string): Notes {
  const [part, name = ''] = path.split('.');
  const notes = (document['reading_notes'] ?? {}) as Record<string, Notes>;
  return part === 'readings' ? (notes[name] ?? {}) : {};
}

function LeafCard({ leaf, notes }: { leaf: Leaf; notes: Notes }) {
  const { path, value } = leaf;
  return (
    <div class="ds-card">
      <p class="govuk-body govuk-!-margin-bottom-1">
        <strong>{notes.question ?? sayPath(path)}</strong>
      </p>
      <p class="govuk-body ds-words">{sayValue(value)}</p>
      {notes.source !== undefined && (
        <p class="govuk-body-s ds-quiet">{`${words.source}: ${sayValue(notes.source)}`}</p>
      )}
      <Link
        href={`/arrangements/settings/${encodeURIComponent(path)}`}
        className="govuk-link ds-tap"
        aria-label={words.changeOf(notes.question ?? sayPath(path))}
      >
        {words.change}
      </Link>
    </div>
  );
}

interface Setting extends Why {
  value: string;
}

export function SettingPage({ path }: { path: string }) {
  const view = useLive(readArrangements);
  if (!view) return null;
  const document = view.arrangements?.fields.document ?? {};
  const now = leafAt(document, path);
  if (now === undefined) return <NotFound />;
  return <ChangeSetting path={path} now={now} notes={notesOf(document, path)} />;
}

function ChangeSetting({ path, now, notes }: { path: string; now: unknown; notes: Notes }) {
  const propose = usePropose();
  const form = useDraft<Setting>(`setting:${path}`, { value: asTyped(now) });
  if (!form) return null;
  const options = optionsFor(now, notes);
  const submit = async (event: Event) => {
    event.preventDefault();
    const value = asKept(form.values.value ?? '', now);
    const errors = { ...faultOf(value, now), ...whyErrors(form.values) };
    form.setErrors(errors);
    if (Object.keys(errors).length > 0) return;
    await propose(form.record_id, { changes: { [path]: value }, ...whyOf(form) }, form.name);
  };
  return (
    <>
      <BackTo href="/arrangements/settings">{words.title}</BackTo>
      <Title name={words.change}>{notes.question ?? sayPath(path)}</Title>
      <Facts lines={[[words.now, sayValue(now)]]} />
      <form onSubmit={submit} noValidate>
        <ErrorSummary errors={form.errors} />
        {options ? (
          <Choices form={form} name="value" legend={words.to} options={options} />
        ) : (
          <Text form={form} name="value" label={words.to} />
        )}
        <WhyQuestions form={form} />
        <button class="govuk-button">{words.save}</button>
      </form>
    </>
  );
}

/** A reading has its choices, unless one of them is "a time"; yes or no has two. */
function optionsFor(now: unknown, { choices }: Notes): Option[] | null {
  const listed: unknown[] = Array.isArray(choices) ? choices : [];
  const is_typed = listed.some((one) => typeof one === 'string' && one.startsWith('a '));
  if (listed.length > 0 && !is_typed)
    return listed.map((one) => ({ value: asTyped(one), label: sayValue(one) }));
  if (typeof now !== 'boolean') return null;
  return [true, false].map((one) => ({ value: String(one), label: sayValue(one) }));
}

const asTyped = (value: unknown): string =>
  Array.isArray(value)
    ? value.join('\n')
    : value === null || value === undefined
      ? ''
      : String(value as string);

/** Of the sort that stands there now: a list by lines, a number, yes or no, or text. */
function asKept(typed: string, now: unknown): unknown {
  const said = typed.trim();
  if (Array.isArray(now))
    return said
      .split('\n')
      .map((one) => one.trim())
      .filter(Boolean);
  if (said === 'true' || said === 'false') return said === 'true';
  if (typeof now === 'number') return Number(said);
  return said === '' ? null : said;
}

function faultOf(value: unknown, now: unknown): Record<string, string> {
  if (value === null) return { value: words.errors.value };
  if (Number.isNaN(value)) return { value: words.errors.number };
  return JSON.stringify(value) === JSON.stringify(now) ? { value: words.errors.same } : {};
}
