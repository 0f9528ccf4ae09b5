/** On the page about oneself; not offered where the phone cannot do it. */
import { useEffect, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { passkey as words } from '../../words';
import { useHasPasskey } from './passkey-button';
import { canOpenByPasskey } from './prf';

export function PasskeyLink() {
  const can = useCanOpenByPasskey();
  const has = useHasPasskey();
  if (!can && !has) return null;
  return (
    <p class="govuk-body">
      <Link href="/you/passkey" className="govuk-link ds-tap">
        {words.title}
      </Link>
    </p>
  );
}

/** Null until the browser has said. */
export function useCanOpenByPasskey(): boolean | null {
  const [can, setCan] = useState<boolean | null>(null);
  useEffect(() => void canOpenByPasskey().then(setCan), []);
  return can;
}
