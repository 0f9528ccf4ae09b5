/** One request: where it stands, what can be done now, and everything in it, a section each. */
import { readRequest, type RequestView } from '../../../store';
import { usePerson } from '../../app/phone';
import { useLive } from '../../app/use-live';
import { BackTo } from '../../parts/rows';
import { Title } from '../../parts/title';
import { requests as words } from '../../words';
import { ConflictLinks } from '../conflict-links';
import { NotSent } from './not-sent';
import { NotTaken } from './not-taken';
import { sectionsFor } from './sections';
import { Standing } from './standing';
import { useSight } from './sight';

export function RequestPage({ id }: { id: string }) {
  const view = useLive((store) => readRequest(store, id), [id]);
  if (view === undefined) return null;
  if (view === null) return <NotTaken id={id} />;
  return <OneRequest view={view} />;
}

function OneRequest({ view }: { view: RequestView }) {
  const { request } = view;
  const sight = useSight(view);
  const { role } = usePerson();
  return (
    <>
      <BackTo href="/requests">{words.title}</BackTo>
      <Title name={words.pageTitle}>{request.fields.ref ?? words.pageTitle}</Title>
      {request.only_here && request.fields.urgent ? (
        <NotSent request={request} linked={false} />
      ) : (
        <Standing view={view} />
      )}
      <ConflictLinks record={request} />
      {sectionsFor(sight, role).map(({ key, Section }) => (
        <Section key={key} view={view} />
      ))}
    </>
  );
}
