/** What the worker does with a request that they raised. */
import { questionsFor } from '../../reading/area-form';
import { isOver } from '../../reading/request-state';
import { missedCutoff } from '../../reading/time-lines';
import { requests as words } from '../../words';
import { decide } from '../../words/decide';
import { BecameUrgent } from './became-urgent';
import type { Deed } from './deeds';
import { AnswerArea, EditRequest } from './edit-request';
import { gives, manages, mayBecomeUrgent, waitsFor } from './may';
import { ConfirmReceipt } from './receipt';
import type { Sight } from './sight';
import { Unreachable } from './unreachable';
import { RecordVerbal } from './verbal';

const isEditable = ({ status }: Sight): boolean =>
  status === 'returned' || status === 'awaiting_authorisation';
const isUrgent = ({ view }: Sight): boolean => view.request.fields.urgent;

function sayGaps({ view, profile }: Sight): string {
  const left = view.request.fields.gaps?.length ?? 0;
  const area = profile?.name ?? '';
  return left > 0 ? decide.answers(left, area) : decide.answersFor(area);
}

export const workerDeeds: readonly Deed[] = [
  {
    key: 'receipt',
    label: decide.receipt.label,
    draft: 'receipt',
    kinds: ['confirm_receipt'],
    what: ['confirm_receipt'],
    may: (sight) => gives(sight, 'confirm_by_phone') && waitsFor(sight, 'confirm_receipt'),
    Form: ConfirmReceipt,
  },
  {
    key: 'edit',
    label: words.edit,
    draft: 'edit-request',
    kinds: [],
    what: ['put_right'],
    may: (sight) => sight.is_mine && isEditable(sight),
    next: ({ status }) => status === 'returned',
    Form: EditRequest,
  },
  {
    key: 'verbal',
    label: decide.verbal.label,
    draft: 'verbal',
    kinds: ['record_verbal_authorisation'],
    may: (sight) =>
      sight.is_mine &&
      isUrgent(sight) &&
      isEditable(sight) &&
      !manages(sight) &&
      sight.profile?.verbal_by_phone === true,
    Form: RecordVerbal,
  },
  {
    key: 'unreachable',
    label: decide.unreachable.label,
    draft: 'unreachable',
    kinds: ['report_manager_unreachable'],
    may: (sight) => sight.is_mine && !manages(sight) && sight.status === 'awaiting_authorisation',
    Form: Unreachable,
  },
  {
    key: 'area',
    label: sayGaps,
    kinds: [],
    may: (sight) =>
      (sight.is_mine || manages(sight)) &&
      !isEditable(sight) &&
      !isOver(sight.status) &&
      sight.status !== 'cancel_requested' &&
      (sight.view.request.fields.gaps ?? []).length > 0 &&
      questionsFor(sight.profile, 'worker').length > 0,
    Form: AnswerArea,
  },
  {
    key: 'urgent',
    label: decide.urgent.label,
    draft: 'became-urgent',
    kinds: [],
    may: (sight) => mayBecomeUrgent(sight) && !missedCutoff(sight.view.request.fields),
    Form: BecameUrgent,
  },
];
