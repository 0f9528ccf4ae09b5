/** What went to the police and what came back: each mail by its own state, never more than is so. */
import type { RequestView } from '../../../store';
import { useNow } from '../../app/use-now';
import { State } from '../../parts/state';
import { contactLine, dispatchLines, troubleLine, type MailLine } from '../../reading/police-lines';
import { police as words } from '../../words/police';

export function Police({ view }: { view: RequestView }) {
  const now = useNow();
  const { fields } = view.request;
  const mails = dispatchLines(view.dispatches, fields, now);
  const contact = contactLine(fields, now);
  const trouble = troubleLine(fields);
  const route = fields.route?.words ?? null;
  if (mails.length === 0 && [contact, trouble, route].every((line) => line === null)) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{words.title}</h2>
      {trouble && (
        <p class="govuk-body" role="alert">
          <State icon="warn" tone="urgent">
            {trouble}
          </State>
        </p>
      )}
      <Mails lines={mails} />
      {contact && (
        <p class="govuk-body">
          <State icon="tick" tone="good">
            {contact}
          </State>
        </p>
      )}
      {route && <p class="govuk-body">{route}</p>}
      <Notes view={view} />
    </>
  );
}

function Mails({ lines }: { lines: readonly MailLine[] }) {
  return (
    <ul class="govuk-list">
      {lines.map(({ text, icon, tone }) => (
        <li key={text}>
          <State icon={icon} tone={tone}>
            {text}
          </State>
        </li>
      ))}
    </ul>
  );
}

function Notes({ view }: { view: RequestView }) {
  if (view.notes.length === 0) return null;
  return (
    <ul class="govuk-list govuk-list--bullet">
      {view.notes.map(({ id, fields }) => (
        <li key={id} class="ds-words">
          {words.notes[fields.kind]}: {fields.words}
        </li>
      ))}
    </ul>
  );
}
