/** One child on one visit: recorded in a few taps, corrected only with a reason. */
import { readVisit, type VisitView } from '../../../store';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { BackTo, Flags } from '../../parts/rows';
import { Title } from '../../parts/title';
import { checkOf, childFlags, childName, type Child } from '../../reading/family';
import { sayAge } from '../../say-time';
import { check as words, visit as visitWords } from '../../words';
import { NotFound } from '../not-found';
import { CheckForm } from './check-form';
import { RecordedCheck } from './recorded-check';

interface CheckPageProps {
  visit_id: string;
  child_id: string;
}

export function CheckPage({ visit_id, child_id }: CheckPageProps) {
  const view = useLive((store) => readVisit(store, visit_id), [visit_id]);
  if (view === undefined) return null;
  const child = view?.children.find((one) => one.id === child_id);
  if (!view || !child) return <NotFound />;
  const check = checkOf(view.checks, child_id);
  return (
    <>
      <CheckHeading view={view} child={child} />
      {check ? (
        <RecordedCheck view={view} child={child} check={check} />
      ) : (
        <CheckForm key={child_id} view={view} child={child} check={null} />
      )}
    </>
  );
}

export function CheckHeading({ view, child }: { view: VisitView; child: Child }) {
  const now = useNow();
  return (
    <>
      <BackTo href={`/visits/${view.visit.id}`}>{visitWords.backTo}</BackTo>
      <Title key={child.id} name={words.pageTitle}>
        {childName(child.fields)}, {sayAge(child.fields.date_of_birth, now)}
      </Title>
      <Flags flags={childFlags(child.fields)} />
    </>
  );
}
