/** States in words with an icon beside them; colour only repeats what the words say. */
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon';

export type Tone = 'plain' | 'urgent' | 'warn' | 'good';

interface StateProps {
  tone?: Tone;
  icon?: IconName | undefined;
  children: ComponentChildren;
}

export function Tag({ tone = 'plain', icon, children }: StateProps) {
  return (
    <span class={`ds-tag ds-tag--${tone}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}

export function State({ tone = 'plain', icon, children }: StateProps) {
  return (
    <span class={`ds-state ds-state--${tone}`}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </span>
  );
}
