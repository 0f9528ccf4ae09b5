/** A strip that says what is so and what to do about it. */
import type { ComponentChildren } from 'preact';

interface BannerProps {
  tone?: 'warn' | 'urgent' | 'good' | 'quiet';
  children: ComponentChildren;
  action?: ComponentChildren;
}

export function Banner({ tone = 'warn', children, action }: BannerProps) {
  return (
    <div class={`ds-banner ds-banner--${tone}`} role={tone === 'urgent' ? 'alert' : 'status'}>
      <p class="ds-banner__text">{children}</p>
      {action}
    </div>
  );
}
