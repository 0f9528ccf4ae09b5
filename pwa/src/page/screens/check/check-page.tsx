/** One child on one visit: recorded in a few taps, corrected only with a reason. */
import type { VisitView } from '../../../store';
import { useNow } from '../../app/use-now';
import { Banner } from '../../parts/banner';
import { BackTo, Flags } from '../../parts/rows';
import { Title } from '../../parts/title';
import { childFlags, childName, type Child } from '../../reading/family';
import { sayCheck } from '../../say-check';
import { sayAge } from '../../say-time';
import { check as words, visit as visitWords } from '../../words';
import { NotFound } from '../not-found';
import { CheckForm } from './check-form';
import { RecordedCheck } from './recorded-check';
import { useChildOnVisit } from './use-child';

interface CheckPageProps {
  visit_id: string;
  child_id: string;
}

export function CheckPage({ visit_id, child_id }: CheckPageProps) {
  const read = useChildOnVisit(visit_id, child_id);
  if (read === undefined) return null;
  if (read === null) return <NotFound />;
  const { view, child, check, begun } = read;
  return (
    <>
      <CheckHeading view={view} child={child} />
      {check && begun && <Banner>{words.alreadyRecorded(sayCheck(check.fields))}</Banner>}
      {check && !begun ? (
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
