/** Rows and flags that many pages show the same way. */
import { Link } from 'wouter-preact';
import type { ComponentChildren } from 'preact';
import type { Flag } from '../reading/family';
import type { LocalRecord } from '../../store';
import { states } from '../words';
import { State, Tag } from './state';

interface RowProps {
  href: string;
  title: ComponentChildren;
  more?: ComponentChildren;
  time?: string | undefined;
  tone?: 'urgent' | 'warn' | 'done' | undefined;
  children?: ComponentChildren;
}

export function Row({ href, title, more, time, tone, children }: RowProps) {
  return (
    <li>
      <Link href={href} className={tone ? `ds-row ds-row--${tone}` : 'ds-row'}>
        {time && <span class="ds-row__time">{time}</span>}
        <span class="ds-row__text">
          <span class="ds-row__title">{title}</span>
          {more && <span class="ds-row__more">{more}</span>}
          {children}
        </span>
      </Link>
    </li>
  );
}

export function Flags({ flags }: { flags: readonly Flag[] }) {
  if (flags.length === 0) return null;
  return (
    <span class="ds-tags">
      {flags.map((flag) => (
        <Tag key={flag.text} tone={flag.tone} icon={flag.tone === 'plain' ? undefined : 'warn'}>
          {flag.text}
        </Tag>
      ))}
    </span>
  );
}

/** Said only where something has not been settled by the server. */
export function Waiting({ record }: { record: Pick<LocalRecord, 'waiting'> }) {
  if (record.waiting === 0) return null;
  return <State icon="saved">{states.saved}</State>;
}

export function BackTo({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <Link href={href} className="govuk-link ds-back">
      {children}
    </Link>
  );
}
