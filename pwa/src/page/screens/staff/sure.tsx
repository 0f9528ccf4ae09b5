/** What cannot be undone is asked once more, with the way out first. */
import { useState } from 'preact/hooks';

interface SureProps {
  what: string;
  hint: string;
  ask: string;
  yes: string;
  no: string;
  onYes: () => Promise<unknown>;
}

export function Sure({ what, hint, ask, yes, no, onYes }: SureProps) {
  const [asked, setAsked] = useState(false);
  return (
    <section class="ds-card">
      <p class="govuk-body">{hint}</p>
      {asked ? (
        <>
          <p class="govuk-body govuk-!-font-weight-bold" role="alert">
            {ask}
          </p>
          <div class="govuk-button-group">
            <button
              type="button"
              class="govuk-button govuk-button--secondary"
              onClick={() => setAsked(false)}
            >
              {no}
            </button>
            <button type="button" class="govuk-button govuk-button--warning" onClick={onYes}>
              {yes}
            </button>
          </div>
        </>
      ) : (
        <button
          type="button"
          class="govuk-button govuk-button--warning"
          onClick={() => setAsked(true)}
        >
          {what}
        </button>
      )}
    </section>
  );
}

/** What can be taken back needs one tap. */
export function Simply({ what, hint, onDo }: { what: string; hint: string; onDo: () => unknown }) {
  return (
    <section class="ds-card">
      <p class="govuk-body">{hint}</p>
      <button type="button" class="govuk-button govuk-button--secondary" onClick={onDo}>
        {what}
      </button>
    </section>
  );
}
