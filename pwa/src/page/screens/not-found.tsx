import { Link } from 'wouter-preact';
import { Title } from '../parts/title';
import { common } from '../words';

/** A page that is not on this phone: gone, moved, or not yours any more. */
export function NotFound() {
  return (
    <>
      <Title name={common.notFound.title} />
      <p class="govuk-body">{common.notFound.text}</p>
      <Link href="/" className="govuk-button" role="button">
        {common.bar.today}
      </Link>
    </>
  );
}
