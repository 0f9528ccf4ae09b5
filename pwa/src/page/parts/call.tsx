/** Call buttons: plain links with the number already in them. Nothing stands between a tap and the dialler. */
import { sayDate, sayWhen } from '../say-time';
import type { CallAbout } from '../app/call-about';
import { useCalls } from '../app/calls';
import {
  doubtOf,
  nineTarget,
  policeFirst,
  type CallList,
  type CallTarget,
  type Doubt,
} from '../reading/calls';
import { calling } from '../words';
import { Icon } from './icon';
import { State } from './state';

interface CallLinkProps {
  target: CallTarget & { number: string };
  label: string;
  about?: CallAbout | undefined;
  look?: 'first' | 'second' | 'small';
}

/** The attempt is written in the tap itself, without waiting; the link is left to do its work. */
export function CallLink({ target, label, about, look = 'first' }: CallLinkProps) {
  const { recordTap } = useCalls();
  const small = look === 'small';
  return (
    <a
      class={look === 'first' ? 'ds-call' : `ds-call ds-call--${look}`}
      href={`tel:${target.number}`}
      onClick={() => recordTap(target, about)}
    >
      <Icon name="phone" />
      <span>
        {label}
        {!small && target.shown !== target.name && (
          <span class="ds-call__number">{target.shown}</span>
        )}
      </span>
    </a>
  );
}

/** 999 and the police line, on every page. */
export function HeaderCalls({ about }: { about?: CallAbout | undefined }) {
  const { demo, list } = useCalls();
  const police = policeFirst(list);
  const nine = nineTarget(demo);
  return (
    <>
      <CallLink
        target={nine as CallLinkProps['target']}
        label={nine.name}
        look="small"
        about={about}
      />
      {police?.number && (
        <CallLink
          target={police as CallLinkProps['target']}
          label={calling.police}
          look="small"
          about={about}
        />
      )}
    </>
  );
}

interface CallButtonsProps {
  about?: CallAbout | undefined;
  /** The manager was paged just now and did not answer. */
  page_failed?: boolean;
}

/** Immediate danger first, then the numbers for this area, hour and role; what to read comes after. */
export function CallButtons({ about, page_failed = false }: CallButtonsProps) {
  const { demo, now, ...calls } = useCalls();
  const list = page_failed ? calls.list_after_page : calls.list;
  const nine = nineTarget(demo);
  return (
    <div class="ds-calls">
      <CallLink
        target={nine as CallLinkProps['target']}
        label={demo ? calling.callNineDemoLong : calling.callNineLong}
        about={about}
      />
      <h2 class="govuk-heading-s govuk-!-margin-bottom-1 govuk-!-margin-top-4">
        {calling.policeLine}
      </h2>
      {list.notes[0] && <p class="govuk-body-s govuk-!-margin-bottom-2">{list.notes[0]}</p>}
      {list.targets.map((target, index) => (
        <Numbered key={target.key} target={target} first={index === 0} about={about} now={now} />
      ))}
      <Notes list={list} now={now} />
      {demo && <p class="govuk-body-s">{calling.demoNote}</p>}
    </div>
  );
}

function Notes({ list, now }: { list: CallList; now: Date }) {
  return (
    <>
      {list.out_of_date && <p class="govuk-body govuk-!-font-weight-bold">{calling.windowsOld}</p>}
      {list.notes.slice(1).map((note) => (
        <p class="govuk-body-s govuk-!-margin-bottom-2" key={note}>
          {note}
        </p>
      ))}
      {list.until && (
        <p class="govuk-body-s ds-quiet govuk-!-margin-bottom-2">
          {calling.until(sayWhen(list.until, now))}
        </p>
      )}
    </>
  );
}

type NumberedProps = {
  target: CallTarget;
  first: boolean;
  about: CallAbout | undefined;
  now: Date;
};

function Numbered({ target, first, about, now }: NumberedProps) {
  const { number } = target;
  const label = /^Page /.test(target.name) ? target.name : calling.call(target.name);
  return (
    <div class="govuk-!-margin-bottom-4">
      {number === null ? (
        <p class="govuk-body">{`${target.name}: ${calling.notDialable(target.shown)}`}</p>
      ) : (
        <CallLink
          target={{ ...target, number }}
          label={label}
          about={about}
          look={first ? 'first' : 'second'}
        />
      )}
      {target.extension && (
        <p class="govuk-body govuk-!-font-weight-bold">{calling.extension(target.extension)}</p>
      )}
      <Small target={target} now={now} />
    </div>
  );
}

function Small({ target, now }: { target: CallTarget; now: Date }) {
  const said = [
    target.hours && calling.hours(target.hours),
    target.if_no_answer && calling.ifNoAnswer(target.if_no_answer),
  ].filter((line): line is string => Boolean(line));
  return (
    <>
      <InDoubt target={target} now={now} />
      {said.map((line) => (
        <p class="govuk-body-s govuk-!-margin-bottom-1" key={line}>
          {line}
        </p>
      ))}
    </>
  );
}

/** Beside the button, never instead of it: it may be the only number there is. */
function InDoubt({ target, now }: { target: CallTarget; now: Date }) {
  const { profile } = useCalls().calling;
  const doubt = doubtOf(target, now, profile?.stale_after_days);
  if (!doubt || target.number === null) return null;
  return (
    <p class="govuk-body-s govuk-!-margin-bottom-1 ds-doubt">
      <State icon="warn" tone="warn">
        {doubtWords(doubt)}
      </State>
    </p>
  );
}

function doubtWords(doubt: Doubt): string {
  if (doubt.why === 'never') return calling.unverified;
  const say = doubt.why === 'reported' ? calling.reportedWrong : calling.staleSince;
  return say(sayDate(doubt.since));
}

/** The number large enough to read across a desk, for a landline. */
export function BigNumber({ target }: { target: CallTarget }) {
  return (
    <>
      <p class="govuk-body govuk-!-margin-bottom-0">
        {target.name === target.shown ? calling.landline : `${calling.landline} (${target.name})`}
      </p>
      <strong class="ds-number">{target.shown}</strong>
      {target.extension && <p class="govuk-body">{calling.extension(target.extension)}</p>}
    </>
  );
}
