/** The heading of a page: takes the focus on arrival and names the window without personal data. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { common } from '../words';

interface TitleProps {
  /** What the window is called; never a name or an address. */
  name: string;
  children?: ComponentChildren;
}

export function Title({ name, children }: TitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${name} - ${common.product}`;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [name]);
  return (
    <h1 class="govuk-heading-l govuk-!-margin-bottom-3" tabIndex={-1} ref={heading}>
      {children ?? name}
    </h1>
  );
}
