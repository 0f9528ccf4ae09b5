/** The key of a new code app, and the first code that it shows. */
import type { Begun } from '../../../sync';
import { Title } from '../../parts/title';
import { secondStep as words } from '../../words';
import { CodeForm } from './code-form';
import { QrCode } from './qr-code';

interface SetUpAppProps {
  begun: Begun;
  onCode: (code: string) => Promise<string | null>;
}

export function SetUpApp({ begun, onCode }: SetUpAppProps) {
  const groups = (begun.secret ?? '').match(/.{1,4}/g) ?? [];
  return (
    <>
      <Title name={words.appTitle} />
      <p class="govuk-body">
        <a class="govuk-link ds-tap" href={begun.link ?? ''}>
          {words.openApp}
        </a>
      </p>
      {begun.link && <QrCode link={begun.link} />}
      <p class="govuk-body">{words.orType}</p>
      <p class="govuk-body ds-codes">
        <code>{groups.join(' ')}</code>
      </p>
      <CodeForm label={words.firstCode} onCode={onCode} />
    </>
  );
}
