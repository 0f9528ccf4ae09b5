/** The one next step of a request, for whoever's turn it is; everyone else reads whose turn it is. */
import { useState } from 'preact/hooks';
import type { Role } from '../../../domain';
import { usePerson } from '../../app/phone';
import type { Request } from '../../reading/family';
import { requests as words } from '../../words';
import { Authorise } from './authorise';
import { ConfirmSlot } from './confirm-slot';
import { EditRequest } from './edit-request';
import { Withdraw } from './withdraw';

export type Step = 'authorise' | 'confirm' | 'move' | 'edit' | 'wait';

export function NextStep({ request }: { request: Request }) {
  const { role, id } = usePerson();
  const isMine = (request.fields.raised_by ?? request.made_by) === id;
  const step = stepFor(request, role, isMine);
  return (
    <>
      {step === 'authorise' && <Authorise request={request} />}
      {step === 'confirm' && <ConfirmSlot request={request} title={words.confirm} />}
      {step === 'move' && <Moving request={request} />}
      {step === 'edit' && <Editing request={request} />}
      {step === 'wait' && <p class="govuk-body">{waitsOn(request)}</p>}
      {mayWithdraw(request, isMine, role) && <Withdraw request={request} />}
    </>
  );
}

const steps_of_time: Partial<Record<string, Step>> = {
  authorised: 'confirm',
  slot_confirmed: 'move',
};
const confirmers: readonly Role[] = ['business_support', 'team_manager'];

export function stepFor(request: Request, role: Role, isMine: boolean): Step {
  const { status = 'awaiting_authorisation' } = request.fields;
  const timing = steps_of_time[status];
  if (timing) return confirmers.includes(role) ? timing : 'wait';
  if (mayAuthorise(request, role)) return 'authorise';
  return isMine && (status === 'awaiting_authorisation' || status === 'returned') ? 'edit' : 'wait';
}

const mayAuthorise = ({ fields, only_here }: Request, role: Role): boolean =>
  role === 'team_manager' && fields.status === 'awaiting_authorisation' && !only_here;

export function waitsOn({ fields, only_here }: Request): string {
  const { waitsOn: on } = words;
  if (only_here && fields.status !== 'withdrawn') return on.signal;
  if (fields.status === 'authorised') return on.business;
  if (fields.status === 'returned') return on.worker;
  return fields.status === 'slot_confirmed' || fields.status === 'withdrawn' ? on.none : on.manager;
}

/** A confirmed time that does not hold, or was mistyped. */
function Moving({ request }: { request: Request }) {
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{words.move}</span>
      </summary>
      <ConfirmSlot key={request.version} request={request} title={words.moveTitle} />
    </details>
  );
}

/** Folded while it waits for the manager, open when it came back. */
function Editing({ request }: { request: Request }) {
  const returned = request.fields.status === 'returned';
  const [open, setOpen] = useState(returned);
  return (
    <>
      {!returned && <p class="govuk-body">{waitsOn(request)}</p>}
      {open ? (
        <EditRequest request={request} onDone={() => setOpen(false)} />
      ) : (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => setOpen(true)}
        >
          {words.edit}
        </button>
      )}
    </>
  );
}

/** Only while the police have not been told; after that it is a cancellation, which people agree. */
function mayWithdraw({ fields }: Request, isMine: boolean, role: Role): boolean {
  const over = fields.status === 'withdrawn' || fields.status === 'slot_confirmed';
  return !over && !fields.police_told && (isMine || role === 'team_manager');
}
